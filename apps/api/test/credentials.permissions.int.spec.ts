import { anEmailAddress, anIdentifier, aStory } from '@relink/testing';
import { permissionTable } from './harness/permission-table.ts';
import { aVerifiedCase } from './harness/story.ts';
import { TestDesk } from './harness/test-desk.ts';

const NONE = '0199f000-0000-7000-8000-000000000000';
const ROLES = ['agent', 'supervisor', 'admin'] as const;

describe('who may call what about credentials', () => {
  permissionTable([
    { method: 'POST', path: `/api/cases/${NONE}/reset-links`, body: {}, allowed: ROLES },
    { method: 'POST', path: `/api/cases/${NONE}/session-revocations`, body: {}, allowed: ROLES },
  ]);
});

describe('who may send a reset and end sessions', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  it('only the agent whose case it is, and each try of another is recorded', async () => {
    const mira = await desk.signedIn('agent');
    const story = await aStory(desk, 'A');
    const email = await anIdentifier(desk, {
      accountId: story.old.id,
      kind: 'email',
      value: anEmailAddress(),
    });
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const link = { accountId: story.old.id, identifierId: email.id };
    for (const role of ROLES) {
      const other = await desk.signedIn(role);
      const refused = { status: 403, body: { code: 'not-your-case' } };
      expect(await other.post(`/api/cases/${caseId}/reset-links`, link)).toMatchObject(refused);
      expect(
        await other.post(`/api/cases/${caseId}/session-revocations`, { accountId: story.old.id }),
      ).toMatchObject(refused);
      const tries = await desk.sql<{ action: string }>(
        `select action from audit_event where actor_id = $1 and case_id = $2 and outcome = 'refused' order by at, id`,
        [other.id, caseId],
      );
      expect(tries.map(({ action }) => action)).toEqual(['credential.reset-sent', 'session.ended']);
    }
    expect((await mira.post(`/api/cases/${caseId}/reset-links`, link)).status).toBe(201);
  });
});
