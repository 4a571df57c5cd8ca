import { setTimeout as wait } from 'node:timers/promises';
import type { ApprovalView, ReassignEmailResponse } from '@relink/contract';
import { aCase, anAnsweredCode, anEmailAddress, aRound } from '@relink/testing';
import { Customer } from './harness/customer.ts';
import { carryOut } from './harness/merge-scene.ts';
import { aPair, aWaitingMerge, whereStands } from './harness/merging.ts';
import { aRichAccount, loginsOf, stateOf } from './harness/opposing.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string };

const MERGES = 60;
const HELD_CHANGES = 40;
/** As many accounts as one agent may change in an hour, and some to spare. */
const PER_AGENT = 10;

describe('a hundred approvals, each while one of its accounts is changed', () => {
  let desk: TestDesk;
  let agents: Agent[];
  let supervisors: Agent[];
  let customer: Customer;
  beforeAll(async () => {
    desk = await TestDesk.open({ DATABASE_POOL: '16' });
    customer = new Customer(desk);
    const hire = async (role: 'agent' | 'supervisor', count: number) => {
      const hired: Agent[] = [];
      while (hired.length < count) hired.push(await desk.signedIn(role));
      return hired;
    };
    agents = await hire('agent', (MERGES + HELD_CHANGES) / PER_AGENT);
    supervisors = await hire('supervisor', (MERGES + HELD_CHANGES) / PER_AGENT);
  });
  afterAll(() => desk.close());

  const person = (people: readonly Agent[], index: number) => people[Math.floor(index / PER_AGENT)]!;
  const approve = (index: number, id: string) =>
    person(supervisors, index).post<ApprovalView & Problem>(`/api/approvals/${id}/approve`, {});
  const version = async (accountId: string) =>
    (
      await desk.sql<{ v: number }>('select security_version::int as v from account where id = $1', [
        accountId,
      ])
    )[0]!.v;
  /** What every change of an account does, at some moment of the other's; returns the version that it left. */
  const change = async (accountId: string, afterMs: number) => {
    await wait(afterMs);
    const [row] = await desk.sql<{ v: number }>(
      'update account set security_version = security_version + 1 where id = $1 returning security_version::int as v',
      [accountId],
    );
    return row!.v;
  };
  /** First of all, last of all, or somewhere between: so both sides win at least once. */
  const moments = (index: number, of: number) => {
    if (index === 0) return 'before' as const;
    return index === of - 1 ? ('after' as const) : index % 20;
  };
  const race = async <T>(
    moment: 'before' | 'after' | number,
    decide: () => Promise<T>,
    accountId: string,
  ) => {
    if (moment === 'before') {
      const left = await change(accountId, 0);
      return { done: await decide(), left };
    }
    if (moment === 'after') return { done: await decide(), left: await change(accountId, 0) };
    const [done, left] = await Promise.all([decide(), change(accountId, moment * 4)]);
    return { done, left };
  };

  it('carries out each merge on exactly the versions approved, or makes it void', async () => {
    const counts = { done: 0, void: 0 };
    for (let index = 0; index < MERGES; index++) {
      const by = person(agents, index).id;
      const pair = await aPair(desk, by);
      const { mergeId, approvalId } = await aWaitingMerge(desk, pair, by);
      const raced = index % 2 === 0 ? pair.survivorId : pair.otherId;
      const approved = await version(raced);
      const { left } = await race(
        moments(index, MERGES),
        async () => {
          const answer = await approve(index, approvalId);
          expect([200, 409]).toContain(answer.status);
          await carryOut(desk, mergeId);
        },
        raced,
      );
      const stands = await whereStands(desk, mergeId);
      if (stands?.merge === 'done') {
        // The change came after the merge, which had moved the account on from what was approved.
        expect(left).toBeGreaterThan(approved + 1);
        counts.done++;
      } else {
        expect(stands).toMatchObject({ merge: 'refused', refusal: 'merge-plan-moved' });
        expect(left).toBe(approved + 1);
        counts.void++;
      }
    }
    expect(counts.done).toBeGreaterThan(0);
    expect(counts.void).toBeGreaterThan(0);
  });

  it('carries out each held change on exactly the version approved, or makes it void', async () => {
    const counts = { done: 0, void: 0 };
    for (let index = 0; index < HELD_CHANGES; index++) {
      const by = person(agents, MERGES + index);
      const account = await aRichAccount(desk);
      const { id: caseId } = await aCase(desk, { agentId: by.id, claimed: account.id });
      const about = { caseId, accountId: account.id, agentId: by.id };
      await aRound(desk, { ...about, kinds: ['last_order', 'shipping_address'] });
      await anAnsweredCode(desk, { ...about, identifier: account.phone });
      const email = anEmailAddress('new');
      const asked = await by.post<ReassignEmailResponse>(`/api/cases/${caseId}/email-reassignments`, {
        accountId: account.id,
        email,
      });
      await customer.confirm(await customer.received(email, 'email-confirmation'));
      const changeId = asked.body.id;
      const [{ id } = { id: '' }] = await desk.sql<{ id: string }>(
        'select id from approval where change_id = $1',
        [changeId],
      );
      const approved = await version(account.id);
      const { done, left } = await race(
        moments(index, HELD_CHANGES),
        () => approve(MERGES + index, id),
        account.id,
      );
      const effective = (await stateOf(desk, changeId)) === 'effective';
      expect((await loginsOf(desk, account.id)).includes(email)).toBe(effective);
      if (effective) {
        expect(done.status).toBe(200);
        expect(left).toBeGreaterThan(approved + 1);
        counts.done++;
      } else {
        expect([done.status, done.body.code]).toEqual([409, 'approval-void']);
        expect(left).toBe(approved + 1);
        expect(await desk.sql('select state from approval where id = $1', [id])).toEqual([{ state: 'void' }]);
        counts.void++;
      }
    }
    expect(counts.done).toBeGreaterThan(0);
    expect(counts.void).toBeGreaterThan(0);
  });
});
