import { aCase, aStory } from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { permissionTable } from './harness/permission-table.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const NONE = '0199f000-0000-7000-8000-000000000000';
const ROLES = ['agent', 'supervisor', 'admin'] as const;

describe('who may call what about a caller', () => {
  permissionTable([
    { method: 'POST', path: `/api/cases/${NONE}/evidence`, body: {}, allowed: ROLES },
    { method: 'POST', path: `/api/cases/${NONE}/challenges`, body: {}, allowed: ROLES },
    { method: 'POST', path: `/api/cases/${NONE}/lock-lifts`, body: {}, allowed: ['supervisor', 'admin'] },
  ]);
});

describe('who may learn who is calling', () => {
  let desk: TestDesk;
  let mira: Browser & { id: string };
  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  const aCaseOfMira = async () => {
    const story = await aStory(desk, 'A');
    const { id } = await aCase(desk, { agentId: mira.id, claimed: story.old.id });
    const accountId = story.old.id;
    const round = {
      accountId,
      answers: [
        { kind: 'full_name', fullName: 'Asha Patel' },
        { kind: 'username', username: 'asha' },
      ],
    };
    const challenge = { accountId, identifierId: story.old.phone.id, purpose: 'evidence' };
    return { story, id, round, challenge };
  };

  it('only the agent whose case it is: not a colleague, a supervisor or an admin, and each try is recorded', async () => {
    const { id, round, challenge } = await aCaseOfMira();
    for (const role of ROLES) {
      const other = await desk.signedIn(role);
      const refused = { status: 403, body: { code: 'not-your-case' } };
      expect(await other.post(`/api/cases/${id}/evidence`, round)).toMatchObject(refused);
      expect(await other.post(`/api/cases/${id}/challenges`, challenge)).toMatchObject(refused);
      const tries = await desk.sql<{ action: string }>(
        `select action from audit_event where actor_id = $1 and case_id = $2 and outcome = 'refused' order by at, id`,
        [other.id, id],
      );
      expect(tries.map(({ action }) => action)).toEqual(['evidence.round-sent', 'challenge.sent']);
    }
    expect(await desk.sql('select 1 from evidence_round union all select 1 from challenge')).toEqual([]);
  });

  it('nobody in a closed case, and about no account that is not in the case', async () => {
    const { id, story, round, challenge } = await aCaseOfMira();
    const stranger = { ...round, accountId: story.duplicate.id };
    expect((await mira.post(`/api/cases/${id}/evidence`, stranger)).status).toBe(409);
    await mira.post(`/api/cases/${id}/close`, { outcome: 'customer-gave-up' });
    expect(await mira.post(`/api/cases/${id}/evidence`, round)).toMatchObject({
      body: { code: 'case-closed' },
    });
    expect(await mira.post(`/api/cases/${id}/challenges`, challenge)).toMatchObject({
      body: { code: 'case-closed' },
    });
  });

  it('no agent answers a code for the customer at the desk: the portal reads no agent’s cookie', async () => {
    const { id, story, challenge } = await aCaseOfMira();
    await mira.post(`/api/cases/${id}/challenges`, challenge);
    const { reference, code } = await new Customer(desk).received(story.phone, 'evidence-code');
    await mira.post('/api/portal/codes', { reference, code });
    const [event] = await desk.sql<{ actor_kind: string }>(
      `select actor_kind from audit_event where case_id = $1 and action = 'challenge.answered'`,
      [id],
    );
    expect(event).toEqual({ actor_kind: 'customer' });
  });
});
