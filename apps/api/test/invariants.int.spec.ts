import { anEmailAddress, aStory } from '@relink/testing';
import { Pool } from 'pg';
import { checkInvariants } from '../faults/invariants.ts';
import { Customer } from './harness/customer.ts';
import { ownerUrl } from './harness/spawned-desk.ts';
import { rightAnswers } from './harness/story.ts';
import { TestDesk } from './harness/test-desk.ts';

/** What somebody with the owner's rights, or a fault of the desk, does to the database, and which invariant tells. */
const DAMAGE: readonly (readonly [name: string, damage: string])[] = [
  [
    'an event’s hash is that of its canonical bytes',
    `update audit_event set canonical = canonical || '\\x20' where action = 'challenge.sent'`,
  ],
  [
    'an event’s canonical bytes say what its columns say',
    `update audit_event set action = 'case.renamed' where action = 'case.account-added'`,
  ],
  ['a case that was opened has its event', `delete from audit_event where action = 'case.opened'`],
  [
    'there are as many evidence rounds as events of them',
    `insert into evidence_round select gen_random_uuid(), case_id, account_id, agent_id, at, kinds, enough, after_failure,
       policy_version, results_sealed from evidence_round`,
  ],
  [
    'one holder per verified login',
    `drop index identifier_login;
     update identifier set use = 'login', state = 'verified', linked_since = null where kind = 'phone'`,
  ],
  [
    'case_note.case_id is there in recovery_case',
    `set session_replication_role = replica;
     insert into case_note select gen_random_uuid(), gen_random_uuid(), id, 'of no case', now() from agent limit 1;
     set session_replication_role = default`,
  ],
  [
    'a stored answer is complete: a refusal’s code, or the id of what was done',
    'update idempotent_request set resource_id = null where code is null',
  ],
  ['a waiting message has its job', 'delete from graphile_worker._private_jobs'],
  ['a security version rises with each change', 'update account set security_version = 1'],
  ['a claim has its waiting change', `update identifier_change set state = 'cancelled', decided_at = now()`],
];

describe('the invariants of a desk’s database', () => {
  let desk: TestDesk;
  let pool: Pool;
  beforeAll(async () => {
    desk = await TestDesk.open();
    pool = new Pool({ connectionString: ownerUrl(desk), max: 1 });
    const agent = await desk.signedIn('agent');
    const story = await aStory(desk, 'A');
    const { body } = await agent.post<{ id: string }>('/api/cases', {
      channel: 'phone',
      note: 'calls back at six',
    });
    const inCase = (path: string, sent: object) => agent.post(`/api/cases/${body.id}/${path}`, sent);
    const accountId = story.old.id;
    await inCase('accounts', { accountId, role: 'claimed' });
    await inCase('accounts', { accountId: story.duplicate.id, role: 'duplicate' });
    await inCase('evidence', { accountId, answers: rightAnswers(story) });
    await inCase('challenges', { accountId, identifierId: story.old.phone.id, purpose: 'evidence' });
    const customer = new Customer(desk);
    await customer.answer(await customer.received(story.phone, 'evidence-code'));
    const asked = await inCase('email-reassignments', { accountId, email: anEmailAddress() });
    expect(asked.status).toBe(201);
  });
  afterAll(async () => {
    await pool.end();
    await desk.close();
  });

  const broken = async () =>
    (await checkInvariants(pool)).filter((result) => result.broken > 0).map(({ name }) => name);

  it('all hold while an agent recovers an account', async () => {
    expect(await broken()).toEqual([]);
  });

  it('name what was damaged behind the desk’s back', async () => {
    for (const [, damage] of DAMAGE) await desk.sql(damage);
    expect(await broken()).toEqual(expect.arrayContaining(DAMAGE.map(([name]) => name)));
  });
});
