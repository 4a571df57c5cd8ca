import type { ReassignEmailResponse } from '@relink/contract';
import { anEmailAddress, aStory } from '@relink/testing';
import { permissionTable } from './harness/permission-table.ts';
import { aVerifiedCase } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

const NONE = '0199f000-0000-7000-8000-000000000000';
const ROLES = ['agent', 'supervisor', 'admin'] as const;
const PATH = `/api/cases/${NONE}/email-reassignments`;

describe('who may call what about identifiers', () => {
  permissionTable([
    { method: 'POST', path: PATH, body: {}, allowed: ROLES },
    { method: 'POST', path: `${PATH}/${NONE}/cancel`, body: {}, allowed: ROLES },
    { method: 'POST', path: `${PATH}/${NONE}/confirmations`, allowed: ROLES },
    { method: 'POST', path: `/api/cases/${NONE}/phone-links`, body: {}, allowed: ROLES },
  ]);
});

describe('who may give an account an e-mail', () => {
  let desk: TestDesk;
  let mira: Browser & { id: string };
  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
  });
  afterAll(() => desk.close());

  const ask = (by: Browser, caseId: string, accountId: string, email = anEmailAddress(), headers = {}) =>
    by.post<ReassignEmailResponse>(`/api/cases/${caseId}/email-reassignments`, { accountId, email }, headers);

  it('only the agent who verified the caller: nobody else asks, cancels or sends again, and each try is recorded', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const { body } = await ask(mira, caseId, story.old.id);
    const path = `/api/cases/${caseId}/email-reassignments/${body.id}`;
    for (const role of ROLES) {
      const other = await desk.signedIn(role);
      const refused = { status: 403, body: { code: 'not-your-case' } };
      expect(await ask(other, caseId, story.old.id)).toMatchObject(refused);
      expect(await other.post(`${path}/cancel`, { reason: 'I like to.' })).toMatchObject(refused);
      expect(await other.post(`${path}/confirmations`)).toMatchObject(refused);
      const tries = await desk.sql<{ action: string }>(
        `select action from audit_event where actor_id = $1 and case_id = $2 and outcome = 'refused' order by at, id`,
        [other.id, caseId],
      );
      expect(tries.map(({ action }) => action)).toEqual([
        'identifier.email-requested',
        'identifier.email-cancelled',
        'identifier.confirmation-resent',
      ]);
    }
    expect(await desk.sql('select state from identifier_change')).toEqual([{ state: 'pending' }]);
  });

  it('nobody on the duplicate, on an account outside the case, or on one that is not active', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    expect((await ask(mira, caseId, story.duplicate.id)).status).toBe(409);
    const other = await aStory(desk, 'A');
    expect((await ask(mira, caseId, other.old.id)).status).toBe(409);
    await desk.sql(`update account set status = 'suspended' where id = $1`, [story.old.id]);
    expect(await ask(mira, caseId, story.old.id)).toMatchObject({ body: { code: 'account-not-active' } });
  });

  it('a stored answer is for the case’s agent only: after a hand-over it is not repeated', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const key = { 'idempotency-key': 'once' };
    const email = anEmailAddress();
    expect((await ask(mira, caseId, story.old.id, email, key)).status).toBe(201);
    const jon = await desk.signedIn('agent');
    await mira.post(`/api/cases/${caseId}/hand-over`, { agentId: jon.id, reason: 'End of my day.' });
    expect((await ask(mira, caseId, story.old.id, email, key)).status).toBe(403);
  });

  it('an agent changes at most twelve different accounts an hour', async () => {
    const ada = await desk.signedIn('agent');
    for (let changed = 0; changed < 12; changed++) {
      const story = await aStory(desk, 'A');
      expect((await ask(ada, await aVerifiedCase(desk, ada.id, story), story.old.id)).status).toBe(201);
    }
    const story = await aStory(desk, 'A');
    expect(await ask(ada, await aVerifiedCase(desk, ada.id, story), story.old.id)).toMatchObject({
      status: 429,
      body: { code: 'change-limit-reached' },
    });
  });
});
