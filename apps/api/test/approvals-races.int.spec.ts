import type { ApprovalView, ObjectionResponse } from '@relink/contract';
import { aCase, anEmailAddress, type BuiltIdentifier } from '@relink/testing';
import { ExecuteMerge } from '../src/features/merges/index.ts';
import { MergeImages } from '../src/features/merges/merge-image.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { aHeldEmail } from './harness/held-change.ts';
import { carryOut } from './harness/merge-scene.ts';
import { aWaitingPair, type Pair, whereStands } from './harness/merging.ts';
import { loginsOf, objectionToken, oppose, stateOf } from './harness/opposing.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { aProvenCase } from './harness/story.ts';
import { type Answer, type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string };
type Approval = { state: string; plan_hash: string; security_versions: Record<string, number> };
/** When somebody else changes an account of a merge that is approved. */
const MOMENTS = [
  'before the yes',
  'with the yes',
  'before the worker',
  'with the worker',
  'within the merge',
  'after it',
] as const;
type Moment = (typeof MOMENTS)[number];
type Change = () => Promise<Answer>;
type Became = 'done' | 'void';
/** One that is ready: its race, and what became of it. */
type Ready = { readonly run: () => Promise<void>; readonly became: () => Promise<Became> };
type Stood = { status: string; merged_into: string | null };

/** Of each of three changes that others make of one of a merge's accounts. */
const MERGES = 20;
const HELD_CHANGES = 40;
/** So many at once: they race with each other for the database too. */
const AT_ONCE = 4;

describe('a hundred approvals, each while somebody else changes one of its accounts', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;
  let vera: Agent;
  let ada: Agent;
  beforeAll(async () => {
    desk = await TestDesk.open({ DATABASE_POOL: '16' });
    await giveRoomToChange(desk);
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
    ada = await desk.signedIn('admin');
  });
  afterAll(() => desk.close());

  const approve = (id: string) => vera.post<ApprovalView & Problem>(`/api/approvals/${id}/approve`, {});
  const approvalOf = async (id: string) =>
    (
      await desk.sql<Approval>('select state, plan_hash, security_versions from approval where id = $1', [id])
    )[0]!;
  /** Of a held change, which a yes carries out at once, or of a merge, which goes to the worker. */
  const yesWhile = async (
    when: 'first' | 'together' | 'last',
    yes: () => Promise<Answer>,
    change: Change,
  ) => {
    if (when === 'first') {
      const changed = await change();
      return { decided: await yes(), changed };
    }
    if (when === 'last') {
      const decided = await yes();
      return { decided, changed: await change() };
    }
    const [decided, changed] = await Promise.all([yes(), change()]);
    return { decided, changed };
  };
  /** What the worker does of a merge, and somebody else meanwhile. */
  const workWhile = async (when: Moment, mergeId: string, change: Change) => {
    if (when === 'with the worker') return (await Promise.all([change(), carryOut(desk, mergeId)]))[0];
    if (when === 'before the worker') {
      const changed = await change();
      await carryOut(desk, mergeId);
      return changed;
    }
    let changed: Promise<Answer> | undefined;
    await desk.app.get(ExecuteMerge).run(mergeId, ({ statement }) => {
      // In the middle of it: both accounts are locked, and nothing is committed.
      if (when === 'within the merge' && statement === 3) changed = change();
      return Promise.resolve();
    });
    return changed ?? change();
  };
  const race = async (when: Moment, mergeId: string, yes: () => Promise<Answer>, change: Change) => {
    if (when !== 'before the yes' && when !== 'with the yes') {
      const decided = await yes();
      return { decided, changed: await workWhile(when, mergeId, change) };
    }
    const raced = await yesWhile(when === 'before the yes' ? 'first' : 'together', yes, change);
    await carryOut(desk, mergeId);
    return raced;
  };
  const each = async (count: number, ready: (index: number) => Promise<Ready>) => {
    const became: Became[] = [];
    for (let from = 0; from < count; from += AT_ONCE) {
      const some: Ready[] = [];
      while (some.length < AT_ONCE) some.push(await ready(from + some.length));
      await Promise.all(some.map(({ run }) => run()));
      for (const one of some) became.push(await one.became());
    }
    expect(became).toHaveLength(count);
    expect(new Set(became)).toEqual(new Set(['done', 'void']));
  };

  /** The account as the merge found it, and nobody can have changed since. */
  const foundBy = (mergeId: string, accountId: string) =>
    desk.app.get(Transaction).run(async (em) => {
      const image = await desk.app.get(MergeImages).open(em, mergeId, 'before', accountId);
      if (typeof image !== 'string') return undefined;
      return (JSON.parse(image) as { account: { security_version: number } }).account.security_version;
    });
  const aRacedMerge = async (index: number, changing: (pair: Pair) => Promise<Change>): Promise<Ready> => {
    const { mergeId, approvalId, ...pair } = await aWaitingPair(desk, mira.id);
    const change = await changing(pair);
    let answers: { decided: Answer; changed: Answer } | undefined;
    return {
      run: async () => {
        answers = await race(MOMENTS[index % MOMENTS.length]!, mergeId, () => approve(approvalId), change);
      },
      became: async () => {
        const approval = await approvalOf(approvalId);
        const stands = await whereStands(desk, mergeId);
        const ids = [pair.survivorId, pair.otherId] as const;
        const accounts = await desk.sql<Stood>(
          'select status, merged_into from account where id = any($1) order by id = $2',
          [ids, pair.otherId],
        );
        const found = [await foundBy(mergeId, ids[0]), await foundBy(mergeId, ids[1])];
        if (stands?.merge === 'done') {
          expect([answers?.decided.status, approval.state]).toEqual([200, 'approved']);
          // Neither a change before it that was not approved, nor one that it overwrote.
          expect(found).toEqual(ids.map((id) => approval.security_versions[id]));
          expect(accounts[1]).toEqual({ status: 'merged', merged_into: pair.survivorId });
          return 'done';
        }
        expect(answers?.changed.status).toBeLessThan(300);
        expect(stands?.merge).toBe('refused');
        expect(['merge-plan-moved', 'merge-blocked']).toContain(stands?.refusal);
        // Before the yes, or between it and the worker.
        expect([answers?.decided.status, approval.state]).toEqual(
          answers?.decided.status === 200 ? [200, 'approved'] : [409, 'void'],
        );
        expect(found).toEqual([undefined, undefined]);
        expect(accounts).toEqual(Array(2).fill({ status: 'active', merged_into: null }));
        return 'void';
      },
    };
  };

  it('merges exactly what was approved, or nothing, while an admin places a legal hold on one of the two, or lifts it at once', async () => {
    await each(MERGES, (index) =>
      aRacedMerge(index, ({ survivorId, otherId }) => {
        const path = `/api/accounts/${index % 2 === 0 ? survivorId : otherId}/legal-hold`;
        return Promise.resolve(async () => {
          const placed = await ada.post(path, { reason: 'A court asks.' });
          // Then nothing stands in the way any more, and only the version tells.
          return index % 3 === 0 ? ada.post(`${path}/lift`, { reason: 'It was settled.' }) : placed;
        });
      }),
    );
  });

  it('merges exactly what was approved, or nothing, while another agent suspects a thief in another case', async () => {
    await each(MERGES, (index) =>
      aRacedMerge(index, async ({ survivorId, otherId }) => {
        const claimed = index % 2 === 0 ? survivorId : otherId;
        const { id } = await aCase(desk, { agentId: jon.id, claimed });
        return () => jon.post(`/api/cases/${id}/suspected-fraud`, {});
      }),
    );
  });

  it('merges exactly what was approved, or nothing, while another agent gives the survivor an e-mail', async () => {
    await each(MERGES, (index) =>
      aRacedMerge(index, async ({ survivorId: accountId }) => {
        const [phone] = await desk.sql<BuiltIdentifier>(
          `select id, value, normalised from identifier where account_id = $1 and kind = 'phone'`,
          [accountId],
        );
        const caseId = await aProvenCase(desk, jon.id, { id: accountId, phone: phone! });
        const email = anEmailAddress('other');
        return () => jon.post(`/api/cases/${caseId}/email-reassignments`, { accountId, email });
      }),
    );
  });

  const planOfEffect = async (accountId: string) => {
    const events = await desk.sql<{ canonical: Buffer }>(
      `select canonical from audit_event where action = 'identifier.email-effective' and account_id = $1`,
      [accountId],
    );
    return events.map(
      ({ canonical }) => (JSON.parse(canonical.toString()) as { facts: { planHash: string } }).facts.planHash,
    );
  };

  it('lets each held change take effect exactly as approved, or not at all, while its customer says it was not them', async () => {
    await each(HELD_CHANGES, async (index) => {
      const { account, email, changeId, approvalId: id } = await aHeldEmail(desk, mira);
      const token = await objectionToken(desk, account.phone.normalised, 'change-held');
      let answers: { decided: Answer; changed: Answer } | undefined;
      return {
        run: async () => {
          const objecting = () => oppose(desk.browser(), token);
          answers = await yesWhile(
            (['first', 'together', 'last'] as const)[index % 3]!,
            () => approve(id),
            objecting,
          );
        },
        became: async () => {
          const approval = await approvalOf(id);
          const status = answers?.decided.status;
          const effective = status === 200;
          expect((await loginsOf(desk, account.id)).includes(email)).toBe(effective);
          // The very plan, which names the version that it was computed from.
          expect(await planOfEffect(account.id)).toEqual(effective ? [approval.plan_hash] : []);
          expect({
            status,
            state: approval.state,
            ...(answers?.changed.body as ObjectionResponse),
          }).toMatchObject(
            effective
              ? { status: 200, state: 'approved', outcome: 'locked' }
              : { status: 409, state: 'void', outcome: 'cancelled' },
          );
          expect(await stateOf(desk, changeId)).toBe(effective ? 'effective' : 'cancelled');
          return effective ? 'done' : 'void';
        },
      };
    });
  });
});
