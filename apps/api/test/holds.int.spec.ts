import type { ApprovalView, CaseView, ReassignEmailResponse } from '@relink/contract';
import { anAccount, anEmailAddress, anIdentifier, anOrder, aStory } from '@relink/testing';
import { Customer, toldOf } from './harness/customer.ts';
import { aHeldEmail } from './harness/held-change.ts';
import {
  aRichAccount,
  loginsOf,
  objectionToken,
  oppose,
  type Rich,
  stateOf,
  takeDueChanges,
} from './harness/opposing.ts';
import { aProvenCase, aVerifiedCase } from './harness/story.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };

describe('a change that nobody else could be warned of', () => {
  let desk: TestDesk;
  let mira: Agent;
  let customer: Customer;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    customer = new Customer(desk);
  });
  afterAll(() => desk.close());

  const held = async (account: Rich) => {
    // An agent may change a dozen accounts an hour.
    mira = await desk.signedIn('agent');
    return aHeldEmail(desk, mira, { account });
  };
  const events = async (accountId: string) =>
    (
      await desk.sql<{ action: string }>(
        `select action from audit_event where account_id = $1 and outcome = 'done' order by at, id`,
        [accountId],
      )
    ).map(({ action }) => action);

  it('waits a day: confirmed, told, shown, and only then signs in', async () => {
    const account = await aRichAccount(desk);
    const { caseId, email, changeId, answer } = await held(account);
    expect(answer).toMatchObject({ status: 200, body: { accepted: true } });
    const until = (answer.body as { heldUntil: string }).heldUntil;
    expect(Date.parse(until)).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    expect(await stateOf(desk, changeId)).toBe('held');
    expect(await loginsOf(desk, account.id)).toEqual([account.phone.normalised]);
    expect(await toldOf(desk, 'change-held', account.id)).toEqual([account.phone.normalised]);
    const view = await mira.get<CaseView>(`/api/cases/${caseId}`);
    expect(view.body.accounts[0]?.pendingEmail).toMatchObject({
      changeId,
      heldUntil: until,
      holdReasons: ['nobody-else-to-warn'],
    });
    expect(await takeDueChanges(desk)).toBe(0);

    desk.pass({ hours: 25 });
    expect(await takeDueChanges(desk)).toBe(1);
    expect(await loginsOf(desk, account.id)).toEqual([email, account.phone.normalised]);
    expect(await toldOf(desk, 'email-change-effective', account.id)).toEqual([account.phone.normalised]);
    expect(await takeDueChanges(desk)).toBe(0);
    expect(await events(account.id)).toEqual(
      [
        'identifier.email-requested',
        'challenge.answered',
        'identifier.change-held',
        'approval.expired',
        'identifier.email-effective',
      ].filter((action) => action !== 'approval.expired'),
    );
    desk.pass({ hours: -25 });
  });

  it('does not wait where an e-mail of hers is warned too, nor where little is at stake', async () => {
    const known = await held(await aRichAccount(desk, { email: true }));
    expect(known.answer.body).toMatchObject({ heldUntil: null });
    expect(await stateOf(desk, known.changeId)).toBe('effective');
  });

  it('waits all the same where the other contact is a thief’s, linked a day ago', async () => {
    const account = await aRichAccount(desk);
    await anIdentifier(desk, {
      accountId: account.id,
      kind: 'email',
      value: anEmailAddress('thief'),
      use: 'contact',
      linkedSince: new Date(Date.now() - 86_400_000).toISOString(),
    });
    expect(await stateOf(desk, (await held(account)).changeId)).toBe('held');
  });

  it('tells the contacts of her likely duplicate, who can stop it', async () => {
    const account = await aRichAccount(desk);
    const duplicate = await anAccount(desk, {});
    await anIdentifier(desk, {
      accountId: duplicate.id,
      kind: 'phone',
      value: account.phone.value,
      use: 'contact',
    });
    const hers = await anIdentifier(desk, {
      accountId: duplicate.id,
      kind: 'email',
      value: anEmailAddress('hers'),
    });
    const { changeId, email } = await held(account);
    const token = await objectionToken(desk, hers.normalised, 'change-held');
    expect(await oppose(desk.browser(), token)).toMatchObject({
      status: 200,
      body: { outcome: 'cancelled' },
    });
    expect(await stateOf(desk, changeId)).toBe('cancelled');
    expect(await desk.sql('select 1 from identifier_claim where normalised = $1', [email])).toEqual([]);
    expect(await desk.sql('select state from approval where change_id = $1', [changeId])).toEqual([
      { state: 'void' },
    ]);
  });

  it('waits too when it would move from a duplicate the thief made for it', async () => {
    const account = await aRichAccount(desk);
    const bait = await anAccount(desk, {});
    const email = await anIdentifier(desk, {
      accountId: bait.id,
      kind: 'email',
      value: anEmailAddress('bait'),
    });
    const caseId = await aProvenCase(desk, mira.id, { ...account, duplicates: [bait.id] });
    await desk.sql(
      `insert into challenge (id, reference, purpose, account_id, case_id, identifier_id, destination, method, tries_left,
         created_at, expires_at, used_at)
       values (gen_random_uuid(), $1, 'identifier-move', $2, $3, $4, $5, 'email', 3, now(), now() + interval '10 min', now())`,
      [`M${Date.now().toString(36)}`, bait.id, caseId, email.id, email.normalised],
    );
    const asked = await mira.post<ReassignEmailResponse>(`/api/cases/${caseId}/email-reassignments`, {
      accountId: account.id,
      email: email.value,
    });
    expect(asked).toMatchObject({ status: 201, body: { state: 'held' } });
    expect(await loginsOf(desk, account.id)).toEqual([account.phone.normalised]);
    desk.pass({ hours: 25 });
    await takeDueChanges(desk);
    expect(await loginsOf(desk, account.id)).toEqual([email.normalised, account.phone.normalised]);
    expect(await loginsOf(desk, bait.id)).toEqual([]);
    desk.pass({ hours: -25 });
  });

  it.each([
    [
      'the account was suspended',
      (id: string) => desk.sql(`update account set status = 'suspended' where id = $1`, [id]),
    ],
    [
      'its verification was locked',
      (id: string) =>
        desk.sql(
          `insert into verification_lock (id, account_id, at, until, reason)
       values (gen_random_uuid(), $1, now(), now() + interval '3 days', 'rounds')`,
          [id],
        ),
    ],
    [
      'its password was changed',
      (id: string) =>
        desk.sql('update account set security_version = security_version + 1 where id = $1', [id]),
    ],
  ])('comes to nothing when %s meanwhile, and she is told', async (_, happens) => {
    const account = await aRichAccount(desk);
    const { changeId, email } = await held(account);
    await happens(account.id);
    desk.pass({ hours: 25 });
    await takeDueChanges(desk);
    desk.pass({ hours: -25 });
    expect(await stateOf(desk, changeId)).toBe('cancelled');
    expect(await loginsOf(desk, account.id)).not.toContain(email);
    expect(await toldOf(desk, 'change-cancelled', account.id)).toContain(account.phone.normalised);
  });

  describe('while an admin has stopped all changes', () => {
    const stop = () =>
      desk.sql(
        `insert into change_stop (id, stopped_at, stopped_by, reason) values (gen_random_uuid(), now(), $1, 'A leak.')`,
        [mira.id],
      );
    const lift = () =>
      desk.sql(`update change_stop set lifted_at = now(), lifted_by = stopped_by, lift_reason = 'Over.'`);

    it('waits on past its due time, and takes effect once they are open again', async () => {
      const { changeId } = await held(await aRichAccount(desk));
      await stop();
      desk.pass({ hours: 25 });
      await takeDueChanges(desk);
      expect(await stateOf(desk, changeId)).toBe('held');
      await lift();
      await takeDueChanges(desk);
      desk.pass({ hours: -25 });
      expect(await stateOf(desk, changeId)).toBe('effective');
    });

    it('comes to nothing when the stop outlives its claim', async () => {
      const { changeId } = await held(await aRichAccount(desk));
      await stop();
      desk.pass({ hours: 49 });
      await takeDueChanges(desk);
      desk.pass({ hours: -49 });
      await lift();
      expect(await stateOf(desk, changeId)).toBe('expired');
    });
  });

  it('is cancelled by its agent like any that waits, and by nobody twice', async () => {
    const { caseId, changeId } = await held(await aRichAccount(desk));
    const cancel = () =>
      mira.post(`/api/cases/${caseId}/email-reassignments/${changeId}/cancel`, {
        reason: 'She thought again.',
      });
    expect((await cancel()).status).toBe(200);
    expect((await cancel()).status).toBe(409);
    expect(await desk.sql('select state from approval where change_id = $1', [changeId])).toEqual([
      { state: 'void' },
    ]);
  });

  it('is asked for anew, with the plan of today, when no supervisor answered in time', async () => {
    const { changeId } = await held(await aRichAccount(desk));
    desk.pass({ hours: 5 });
    await takeDueChanges(desk);
    const states = await desk.sql('select state from approval where change_id = $1 order by requested_at', [
      changeId,
    ]);
    expect(states).toEqual([{ state: 'expired' }, { state: 'waiting' }]);
    desk.pass({ hours: -5 });
  });

  it('lets the plain story through at once', async () => {
    const story = await aStory(desk, 'A');
    const caseId = await aVerifiedCase(desk, mira.id, story);
    const email = anEmailAddress();
    await mira.post(`/api/cases/${caseId}/email-reassignments`, { accountId: story.old.id, email });
    const answer = await customer.confirm(await customer.received(email, 'email-confirmation'));
    expect(answer.body).toMatchObject({ heldUntil: null });
    expect(await loginsOf(desk, story.old.id)).toContain(email);
  });

  it('waits where orders came to much in a currency that the policy does not name', async () => {
    const account = await aRichAccount(desk);
    await desk.sql('update shop_order set total = 1 where account_id = $1', [account.id]);
    await anOrder(desk, { accountId: account.id, total: '1.00', currency: 'XAU' });
    const { changeId } = await held(account);
    expect(await stateOf(desk, changeId)).toBe('held');
    const supervisor = await desk.signedIn('supervisor');
    const list = await supervisor.get<ApprovalView[]>('/api/approvals?filter={"state":"waiting"}');
    expect(list.body.some((each) => each.changeId === changeId)).toBe(true);
  });
});
