import type { ApprovalSummary, ApprovalView, CaseView, ErasureStanding } from '@relink/contract';
import { aCase, anAccount, anEmailAddress } from '@relink/testing';
import { type Agent, ask, aScene } from './harness/merge-scene.ts';
import { TestDesk } from './harness/test-desk.ts';
import { aMergedScene, askUndo } from './harness/undo-scene.ts';

describe('a supervisor who chooses what to take next', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
  });
  afterAll(() => desk.close());

  const listed = async (by: Agent) => {
    const filter = encodeURIComponent('{"state":["waiting","rejected"]}');
    return (await by.get<ApprovalSummary[]>(`/api/approvals?filter=${filter}`)).body;
  };

  it('sees of each in the queue the very risks that it names when it is opened', async () => {
    const [ada, otto] = [await desk.signedIn('admin'), await desk.signedIn('admin')];
    const merge = (await ask(mira, await aScene(desk, mira.id))).body.approvalId;
    const rejected = (await ask(mira, await aScene(desk, mira.id))).body.approvalId;
    await vera.post(`/api/approvals/${rejected ?? ''}/reject`, { reason: 'Two cousins.' });
    await askUndo(vera, await aMergedScene(desk, [mira, otto], { rich: false }));

    const { id } = await anAccount(desk, { email: anEmailAddress('asha'), hasBalance: true });
    const { id: before } = await anAccount(desk, { hasBalance: true });
    await desk.sql(`update account set status = 'merged', merged_into = $2 where id = $1`, [before, id]);
    const { id: caseId } = await aCase(desk, { agentId: mira.id, claimed: id });
    expect((await mira.post<CaseView>(`/api/cases/${caseId}/suspected-fraud`, {})).status).toBe(200);
    const { body: seen } = await ada.get<ErasureStanding>(`/api/accounts/${id}/erasure`);
    const request = { reason: 'Asked for by letter.', planHash: seen.plan?.planHash };
    await ada.post<ErasureStanding>(`/api/accounts/${id}/erasures`, request);

    const queue = await listed(otto);
    expect(queue.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'erasure waiting',
      'merge rejected',
      'merge waiting',
      'merge-undo waiting',
    ]);
    for (const { id: approvalId, state, risks } of queue) {
      const { body } = await otto.get<ApprovalView>(`/api/approvals/${approvalId}`);
      expect(risks).toEqual(body.risks);
      expect(risks.length > 0).toBe(state === 'waiting');
    }
    const ofMerge = queue.find((each) => each.id === merge);
    expect(ofMerge?.risks.map(({ risk }) => risk)).toContain('not-searched-yet');
    // Codes and ids alone.
    expect(new Set(queue.flatMap(({ risks }) => risks.flatMap(Object.keys)))).toEqual(
      new Set(['risk', 'accountId']),
    );
    // What was merged into the one who is erased is theirs, in the list, too.
    const ofErasure = queue.find(({ kind }) => kind === 'erasure')?.risks.map(({ accountId }) => accountId);
    expect(new Set(ofErasure)).toEqual(new Set([id, before]));
  });

  it('is in the log with which risks they saw of which approval, in codes', async () => {
    const queue = await listed(vera);
    const [event] = await desk.sql<{ facts: object }>(
      `select convert_from(canonical, 'UTF8')::jsonb -> 'facts' as facts from audit_event
        where action = 'approvals.listed' and actor_id = $1 order by at desc, id desc limit 1`,
      [vera.id],
    );
    expect(event?.facts).toEqual({
      approvalIds: queue.map(({ id }) => id),
      risks: queue
        .filter(({ risks }) => risks.length > 0)
        .map(({ id, risks }) => ({ approvalId: id, codes: [...new Set(risks.map(({ risk }) => risk))] })),
    });
    expect(queue.filter(({ risks }) => risks.length > 0)).toHaveLength(3);
  });

  it('is shown a hundred at once, and no more', async () => {
    expect((await vera.get('/api/approvals?range=[0,99]')).status).toBe(200);
    expect((await vera.get('/api/approvals?range=[0,100]')).status).toBe(422);
    const ids = (count: number) =>
      encodeURIComponent(JSON.stringify({ id: Array.from({ length: count }, () => vera.id) }));
    expect((await vera.get(`/api/approvals?filter=${ids(100)}`)).status).toBe(200);
    expect((await vera.get(`/api/approvals?filter=${ids(101)}`)).status).toBe(422);
  });
});
