import type { ApprovalView, CaseView, ErasureStanding } from '@relink/contract';
import {
  aCase,
  anAccount,
  anEmailAddress,
  anIdentifier,
  anOrder,
  aPhoneNumber,
  daysAgo,
} from '@relink/testing';
import { FindDuplicates } from '../src/features/duplicates/index.ts';
import { type Agent, ask, aScene, type Scene } from './harness/merge-scene.ts';
import { objectionToken, oppose } from './harness/opposing.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';
import { aMergedScene, askUndo } from './harness/undo-scene.ts';

describe('a second person who is asked about whole accounts is told of the risks', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    await giveRoomToChange(desk);
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const view = async (approvalId: string | null | undefined) =>
    (await vera.get<ApprovalView>(`/api/approvals/${approvalId ?? ''}`)).body;
  const asked = async (scene: Scene) => (await ask(mira, scene)).body.approvalId;
  /** `risk`, `risk of the survivor` (the account itself, of an erasure) or `risk of the other`, in the order in which they are shown. */
  const said = ({ risks, accountId }: ApprovalView) =>
    risks.map(({ risk, accountId: on }) =>
      on === null ? risk : `${risk} of the ${on === accountId ? 'survivor' : 'other'}`,
    );
  const NEW_CUSTOMER = ['not-searched-yet', 'not-strong of the survivor', 'unproven of the other'];

  it('what was proven of each account, and that nothing else has put the two together', async () => {
    const approval = await view(await asked(await aScene(desk, mira.id)));
    expect(said(approval).toSorted()).toEqual(NEW_CUSTOMER.toSorted());
    // As they were when the agent asked, though evidence has faded since; and not once it is decided.
    desk.pass({ minutes: 50 });
    const later = await desk.signedIn('supervisor');
    const { body } = await later.get<ApprovalView>(`/api/approvals/${approval.id}`);
    desk.pass({ minutes: -50 });
    expect(said(body)).toEqual(said(approval));
    await vera.post(`/api/approvals/${approval.id}/reject`, { reason: 'Two cousins.' });
    expect(said(await view(approval.id))).toEqual([]);
  });

  it('that the search for duplicates found nothing alike, once it has looked at both as they are', async () => {
    const scene = await aScene(desk, mira.id);
    const approvalId = await asked(scene);
    const ofSearch = async () =>
      (await view(approvalId)).risks
        .map(({ risk }) => risk)
        .filter((risk) => /^not-(found|searched)/.test(risk));
    const search = () => desk.app.get(FindDuplicates).run();
    expect(await ofSearch()).toEqual(['not-searched-yet']);
    await search();
    expect(await ofSearch()).toEqual(['not-found-alike']);
    // What changes is to be looked at again.
    for (const id of [scene.survivorId, scene.otherId]) {
      await desk.sql(`update account set birth_date = '1980-02-29' where id = $1`, [id]);
      expect(await ofSearch()).toEqual(['not-searched-yet']);
      await desk.sql('update account set birth_date = null where id = $1', [id]);
      await search();
      expect(await ofSearch()).toEqual(['not-found-alike']);
    }
    // One record alone says nothing of the two, as after a crash of the database, which keeps none.
    await desk.sql('delete from match_record where account_id = $1', [scene.otherId]);
    expect(await ofSearch()).toEqual(['not-searched-yet']);
  });

  it('and nothing of the search while it looks at all accounts anew, or has given up in the middle of that', async () => {
    const approvalId = await asked(await aScene(desk, mira.id));
    await desk.app.get(FindDuplicates).run();
    const ofSearch = async () =>
      said(await view(approvalId)).filter((risk) => /^not-(found|searched)/.test(risk));
    const pass = (state: string, tries: number) =>
      desk.sql(
        `insert into duplicate_pass (id, state, tries, created_at, finished_at)
         values (gen_random_uuid(), $1, $2, now(), case when $1 in ('finished', 'failed') then now() end)`,
        [state, tries],
      );
    for (const [state, tries, told] of [
      ['queued', 0, 'not-found-alike'],
      ['running', 1, 'not-searched-yet'],
      ['failed', 5, 'not-searched-yet'],
      // Nothing was done away with before it began.
      ['failed', 0, 'not-searched-yet'],
      ['finished', 1, 'not-found-alike'],
      ['failed', 0, 'not-found-alike'],
    ] as const) {
      await desk.sql(`delete from duplicate_pass where state in ('queued', 'running')`);
      await pass(state, tries);
      expect([state, tries, await ofSearch()]).toEqual([state, tries, [told]]);
    }
  });

  it('fresh and taken contacts, a swapped SIM, much at stake, and a round that passed late', async () => {
    const scene = await aScene(desk, mira.id, { orders: 25 });
    const { survivorId, otherId, caseId } = scene;
    const elsewhere = await anAccount(desk, { phone: aPhoneNumber() });
    const lost = await anIdentifier(desk, { accountId: survivorId, kind: 'phone', value: aPhoneNumber() });
    await desk.sql(
      `update identifier set state = 'released', released_at = $2, release_reason = 'taken', taken_by_account_id = $3
        where id = $1`,
      [lost.id, daysAgo(3), elsewhere.id],
    );
    await anIdentifier(desk, {
      accountId: otherId,
      kind: 'phone',
      value: aPhoneNumber(),
      use: 'recovery',
      linkedSince: daysAgo(1),
    });
    await desk.sql(`update challenge set sim_swap = 'risk' where case_id = $1`, [caseId]);
    await desk.sql(`update evidence_round set after_failure = true where case_id = $1`, [caseId]);
    expect(said(await view(await asked(scene)))).toEqual([
      'not-searched-yet',
      'unproven of the other',
      'not-strong of the survivor',
      'round-after-failure of the survivor',
      'sim-swap-risk of the survivor',
      // Whoever lost the phone would still be told.
      'high-value of the survivor',
      'contact-taken of the survivor',
      'fresh-contact of the other',
    ]);
  });

  it('twins: other names, and somebody who has said that they are two people', async () => {
    const scene = await aScene(desk, mira.id);
    const { survivorId, otherId } = scene;
    const phone = `+9198${scene.phone.slice(-8)}`;
    for (const accountId of [survivorId, otherId]) {
      await desk.sql(
        `insert into address (account_id, is_default, name, line1, city, postcode, country, phone)
         values ($1, true, 'Patel', '7 Marsh Lane', 'Surat', '395123', 'IN', $2)`,
        [accountId, phone],
      );
      await desk.sql(`update account set birth_date = '1980-02-29' where id = $1`, [accountId]);
    }
    await desk.app.get(FindDuplicates).run();
    const [pair] = await desk.sql<{ id: string }>(
      'select id from duplicate where $1 in (account_a, account_b) and $2 in (account_a, account_b)',
      [survivorId, otherId],
    );
    const approvalId = await asked(scene);
    expect(said(await view(approvalId))).not.toContain('not-found-alike');
    const dismissed = await vera.post(`/api/duplicates/${pair?.id ?? ''}/dismiss`, {
      reason: 'Twins.',
    });
    expect(dismissed.status).toBeLessThan(300);
    await desk.sql(`update account set first_name = 'Ravi', birth_date = '1993-11-05' where id = $1`, [
      otherId,
    ]);
    expect(said(await view(approvalId)).slice(0, 3)).toEqual([
      'two-people',
      'different-names',
      'different-birth-dates',
    ]);
  });

  it('that an agent suspected a thief on one of them before, once its lock is lifted', async () => {
    const scene = await aScene(desk, mira.id);
    const { id: caseId } = await aCase(desk, { agentId: mira.id, claimed: scene.otherId });
    expect((await mira.post<CaseView>(`/api/cases/${caseId}/suspected-fraud`, {})).status).toBe(200);
    const lift = { accountId: scene.otherId, reason: 'It was her.' };
    const lifted = await vera.post(`/api/cases/${caseId}/lock-lifts`, lift);
    expect(lifted.status).toBeLessThan(300);
    expect(said(await view(await asked(scene)))[0]).toBe('suspected-fraud of the other');
  });

  it('and the same of its undoing, where what the merge itself moved is nothing new', async () => {
    const sara = await desk.signedIn('supervisor');
    const scene = await aMergedScene(desk, [mira, sara], { rich: false });
    const token = await objectionToken(desk, scene.phone, 'accounts-merged');
    expect((await oppose(desk.browser(), token)).body.outcome).toBe('locked');
    const undoing = await askUndo(vera, scene);
    const [row] = await desk.sql<{ id: string }>(
      `select id from approval where merge_id = $1 and kind = 'merge-undo'`,
      [scene.mergeId],
    );
    expect([undoing.status, row]).toEqual([201, expect.anything()]);
    const { body } = await sara.get<ApprovalView>(`/api/approvals/${row?.id ?? ''}`);
    expect(said(body)).toEqual([
      'opposed of the survivor',
      'locked of the survivor',
      'unproven of the survivor',
      'unproven of the other',
    ]);
  });

  it('and an admin, of an erasure that would take the traces of a suspicion away', async () => {
    const [ada, otto] = [await desk.signedIn('admin'), await desk.signedIn('admin')];
    const { id } = await anAccount(desk, { email: anEmailAddress('asha'), hasBalance: true });
    const { id: caseId } = await aCase(desk, { agentId: mira.id, claimed: id });
    expect((await mira.post<CaseView>(`/api/cases/${caseId}/suspected-fraud`, {})).status).toBe(200);
    const { body: seen } = await ada.get<ErasureStanding>(`/api/accounts/${id}/erasure`);
    const request = { reason: 'Asked for by letter.', planHash: seen.plan?.planHash };
    const { body } = await ada.post<ErasureStanding>(`/api/accounts/${id}/erasures`, request);
    const approval = await otto.get<ApprovalView>(`/api/approvals/${body.erasure?.approvalId ?? ''}`);
    expect(said(approval.body)).toEqual(['suspected-fraud of the survivor', 'high-value of the survivor']);
  });

  it('in codes and ids alone, and what they were told is in the log', async () => {
    const scene = await aScene(desk, mira.id);
    await anOrder(desk, { accountId: scene.otherId, total: '99000.00' });
    const { id, risks } = await view(await asked(scene));
    const events = await desk.sql<{ canonical: Buffer }>(
      `select canonical from audit_event where action = 'approval.viewed' and account_id = $1`,
      [scene.survivorId],
    );
    const facts = events.map(
      ({ canonical }) => (JSON.parse(canonical.toString()) as { facts: object }).facts,
    );
    expect(risks.map(({ risk }) => risk)).toContain('nobody-else-to-warn');
    expect(facts).toEqual([{ approvalId: id, kind: 'merge', risks }]);
  });
});
