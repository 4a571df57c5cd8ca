import type { ApprovalSummary, ApprovalView } from '@relink/contract';
import { anAnsweredCode, anIdentifier, anEmailAddress, aPhoneNumber, aRound } from '@relink/testing';
import { ExpireApprovals } from '../src/features/approvals/expire-approvals.ts';
import { aPair, aWaitingMerge, aWaitingPair, whereStands } from './harness/merging.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string; details?: { mergeId?: string } };

describe('a merge that needs a second person', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const waiting = (by: Agent = mira) => aWaitingPair(desk, by.id);
  const approve = (agent: Agent, id: string) =>
    agent.post<ApprovalView & Problem>(`/api/approvals/${id}/approve`, {});
  const reject = (agent: Agent, id: string) =>
    agent.post<ApprovalView & Problem>(`/api/approvals/${id}/reject`, { reason: 'Two cousins.' });
  const jobs = async (mergeId: string) =>
    (
      await desk.sql(
        `select 1 from graphile_worker._private_jobs where payload->>'mergeId' = $1 and payload->>'undoId' is null`,
        [mergeId],
      )
    ).length;

  it('waits in the queue with both names masked, what the agent says, and a link to the merge', async () => {
    const { approvalId, mergeId, survivorId, otherId } = await waiting();
    const { body } = await vera.get<ApprovalView>(`/api/approvals/${approvalId}`);
    expect(body).toMatchObject({
      kind: 'merge',
      state: 'waiting',
      accountId: survivorId,
      accountName: 'A••• P•••',
      otherId,
      otherName: 'A••• P•••',
      mergeId,
      current: true,
      mayApprove: true,
      merge: { reason: 'The same customer.' },
    });
    const filter = encodeURIComponent(JSON.stringify({ kind: 'merge', state: 'waiting' }));
    const list = await vera.get<ApprovalSummary[]>(`/api/approvals?filter=${filter}`);
    expect(list.body.map(({ id }) => id)).toContain(approvalId);
  });

  it('goes to the worker once, whoever of two supervisors says yes first, and its case is open again', async () => {
    const { approvalId, mergeId } = await waiting();
    const sam = await desk.signedIn('supervisor');
    const answers = await Promise.all([approve(vera, approvalId), approve(sam, approvalId)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await whereStands(desk, mergeId)).toEqual({ merge: 'queued', refusal: null, case: 'open' });
    expect(await jobs(mergeId)).toBe(1);
    expect(await approve(sam, approvalId)).toMatchObject({ status: 409, body: { code: 'approval-decided' } });
    const [by] = await desk.sql('select approved_by from merge where id = $1', [mergeId]);
    expect([vera.id, sam.id]).toContain((by as { approved_by: string }).approved_by);
  });

  it('is refused with a no, and its agent reads why in the case', async () => {
    const { approvalId, mergeId, caseId } = await waiting();
    expect(await reject(vera, approvalId)).toMatchObject({ status: 200, body: { state: 'rejected' } });
    expect(await whereStands(desk, mergeId)).toEqual({
      merge: 'refused',
      refusal: 'approval-rejected',
      case: 'open',
    });
    expect(JSON.stringify((await mira.get(`/api/cases/${caseId}`)).body)).toContain('Two cousins.');
    expect(await jobs(mergeId)).toBe(0);
  });

  it('is not approved by who asked, nor by who took evidence for either account', async () => {
    const sam = await desk.signedIn('supervisor');
    const own = await waiting(sam);
    expect(await approve(sam, own.approvalId)).toMatchObject({ status: 403, body: { code: 'own-request' } });

    for (const which of ['survivorId', 'otherId'] as const) {
      const kim = await desk.signedIn('supervisor');
      const pair = await aPair(desk, mira.id);
      const elsewhere = await aPair(desk, kim.id);
      const about = { caseId: elsewhere.caseId, accountId: pair[which], agentId: kim.id };
      if (which === 'otherId') await aRound(desk, about);
      else {
        const phone = await anIdentifier(desk, {
          accountId: pair[which],
          kind: 'phone',
          value: aPhoneNumber(),
          use: 'recovery',
        });
        await anAnsweredCode(desk, { ...about, identifier: phone });
      }
      const { approvalId } = await aWaitingMerge(desk, pair, mira.id);
      expect(await approve(kim, approvalId)).toMatchObject({ status: 403, body: { code: 'own-request' } });
      expect(await reject(kim, approvalId)).toMatchObject({ status: 403 });
      await expect(
        desk.sql(
          `update approval set state = 'approved', decided_by = $2, decided_at = now() where id = $1`,
          [approvalId, kim.id],
        ),
      ).rejects.toThrow(/check/);
      expect((await approve(vera, approvalId)).status).toBe(200);
    }
  });

  it.each(['survivorId', 'otherId'] as const)('is void once the %s has moved', async (which) => {
    const { approvalId, mergeId, ...pair } = await waiting();
    await desk.sql('update account set security_version = security_version + 1 where id = $1', [pair[which]]);
    expect((await vera.get<ApprovalView>(`/api/approvals/${approvalId}`)).body.current).toBe(false);
    expect(await approve(vera, approvalId)).toMatchObject({
      status: 409,
      body: { code: 'approval-void', details: { mergeId } },
    });
    expect(await whereStands(desk, mergeId)).toEqual({
      merge: 'refused',
      refusal: 'merge-plan-moved',
      case: 'open',
    });
    expect((await vera.get<ApprovalView>(`/api/approvals/${approvalId}`)).body.state).toBe('void');
    expect(await jobs(mergeId)).toBe(0);
  });

  it('is void once something stands in its way, and says what', async () => {
    const { approvalId, mergeId, otherId } = await waiting();
    await desk.sql(
      `insert into account_hold (id, account_id, kind, since) values (gen_random_uuid(), $1, 'legal-hold', now())`,
      [otherId],
    );
    expect((await vera.get<ApprovalView>(`/api/approvals/${approvalId}`)).body).toMatchObject({
      current: false,
      notPossible: 'merge-blocked',
    });
    expect((await approve(vera, approvalId)).status).toBe(409);
    expect(await whereStands(desk, mergeId)).toMatchObject({ merge: 'refused', refusal: 'merge-blocked' });
  });

  it('ends after four hours, and is not decided late', async () => {
    const { approvalId, mergeId } = await waiting();
    desk.pass({ hours: 5 });
    const late = await desk.signedIn('supervisor');
    expect(await approve(late, approvalId)).toMatchObject({ body: { code: 'approval-expired' } });
    await desk.app.get(ExpireApprovals).all();
    await desk.app.get(ExpireApprovals).all();
    desk.pass({ hours: -5 });
    expect(await whereStands(desk, mergeId)).toEqual({
      merge: 'refused',
      refusal: 'approval-expired',
      case: 'open',
    });
    expect((await vera.get<ApprovalView>(`/api/approvals/${approvalId}`)).body.state).toBe('expired');
  });

  it('ends in time though one that ran out before it cannot be ended', async () => {
    const stuck = await waiting();
    const { mergeId } = await waiting();
    await desk.sql(`update approval set expires_at = expires_at - interval '1 minute' where id = $1`, [
      stuck.approvalId,
    ]);
    await desk.sql(
      `create function refuse_end() returns trigger language plpgsql as $$ begin raise 'no'; end $$`,
    );
    await desk.sql(
      `create trigger refuse_end before update on approval for each row when (old.id = '${stuck.approvalId}')
         execute function refuse_end()`,
    );
    desk.pass({ hours: 5 });
    expect(await desk.app.get(ExpireApprovals).all()).toBe(2);
    expect(await whereStands(desk, mergeId)).toMatchObject({
      merge: 'refused',
      refusal: 'approval-expired',
    });
    expect(await whereStands(desk, stuck.mergeId)).toMatchObject({ merge: 'waiting' });
    await desk.sql('drop trigger refuse_end on approval');
    await desk.app.get(ExpireApprovals).all();
    desk.pass({ hours: -5 });
    expect(await whereStands(desk, stuck.mergeId)).toMatchObject({ merge: 'refused' });
  });

  it('is not approved while an admin has stopped all changes, but may be said no to', async () => {
    const admin = await desk.signedIn('admin');
    const { approvalId, mergeId } = await waiting();
    const stop = await admin.post<{ id: string }>('/api/change-stops', { reason: 'Look.' });
    expect(stop.status).toBeLessThan(300);
    expect(await approve(vera, approvalId)).toMatchObject({ body: { code: 'changes-stopped' } });
    expect(await reject(vera, approvalId)).toMatchObject({ status: 200 });
    const lifted = await admin.post(`/api/change-stops/${stop.body.id}/lift`, { reason: 'Fine.' });
    expect(lifted.status).toBeLessThan(300);
    expect(await whereStands(desk, mergeId)).toMatchObject({ merge: 'refused' });
  });

  it('is not decided by somebody whose own contact the other account carries', async () => {
    const friend = await desk.signedIn('supervisor');
    const pair = await aPair(desk, mira.id);
    const own = anEmailAddress('family');
    await anIdentifier(desk, { accountId: pair.otherId, kind: 'email', value: own, use: 'contact' });
    const admin = await desk.signedIn('admin');
    await admin.post(`/api/agents/${friend.id}/private-contacts`, { kind: 'email', value: own });
    const { approvalId } = await aWaitingMerge(desk, pair, mira.id);
    expect(await approve(friend, approvalId)).toMatchObject({ body: { code: 'private-contact' } });
  });
});
