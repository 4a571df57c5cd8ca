import type { ApprovalView, CaseView } from '@relink/contract';
import { aCase } from '@relink/testing';
import { aHeldEmail } from './harness/held-change.ts';
import { type LivePage, openLivePage } from './harness/live-page.ts';
import { aWaitingPair } from './harness/merging.ts';
import { objectionToken, oppose } from './harness/opposing.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };

describe('an open page of an approval', () => {
  let desk: TestDesk;
  let mira: Agent;
  let jon: Agent;
  let vera: Agent;
  const pages: LivePage[] = [];

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    jon = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
    const first = await page(vera);
    expect(await first.hears('missed')).toBe(true);
  });
  afterEach(() => {
    for (const open of pages.splice(0)) open.close();
  });
  afterAll(() => desk.close());

  const page = async (browser: Browser) => {
    const open = await openLivePage(browser);
    pages.push(open);
    return open;
  };
  const waiting = () => aWaitingPair(desk, mira.id);
  /** Everything that is told from an act on, until something else has been. */
  const toldOf = async (open: LivePage, act: () => Promise<unknown>) => {
    await act();
    await desk.sql(`select pg_notify('relink_topics', 'reviews:end')`);
    const told: string[] = [];
    for (;;) {
      const topic = await open.next();
      if (topic === undefined || topic === 'reviews:end') return told;
      told.push(topic);
    }
  };
  const read = async (id: string) => (await vera.get<ApprovalView>(`/api/approvals/${id}`)).body;

  it.each(['survivorId', 'otherId'] as const)(
    'is told when somebody places a legal hold on the %s of the merge, and then shows that it cannot be',
    async (which) => {
      const { approvalId, ...pair } = await waiting();
      const admin = await desk.signedIn('admin');
      const open = await page(vera);
      const place = () => admin.post(`/api/accounts/${pair[which]}/legal-hold`, { reason: 'A court asks.' });
      expect(await toldOf(open, place)).toContain(`approvals:${approvalId}`);
      expect(await read(approvalId)).toMatchObject({ current: false, notPossible: 'merge-blocked' });
    },
  );

  it('is told when an agent suspects a thief in another case, and when that is lifted', async () => {
    const { approvalId, otherId } = await waiting();
    const { id: caseId } = await aCase(desk, { agentId: jon.id, claimed: otherId });
    const open = await page(vera);
    const report = () => jon.post<CaseView>(`/api/cases/${caseId}/suspected-fraud`, {});
    expect(await toldOf(open, report)).toContain(`approvals:${approvalId}`);
    expect((await read(approvalId)).notPossible).toBe('merge-blocked');
    const lift = () =>
      vera.post(`/api/cases/${caseId}/lock-lifts`, { accountId: otherId, reason: 'It was her.' });
    expect(await toldOf(open, lift)).toContain(`approvals:${approvalId}`);
  });

  it('of a held change is told when its customer says that it was not them', async () => {
    const { account, approvalId } = await aHeldEmail(desk, mira);
    const token = await objectionToken(desk, account.phone.normalised, 'change-held');
    const open = await page(vera);
    expect(await toldOf(open, () => oppose(desk.browser(), token))).toContain(`approvals:${approvalId}`);
    expect((await read(approvalId)).state).toBe('void');
  });

  it('is told nothing of other accounts, of an order, or of an approval that is decided', async () => {
    const [one, other] = [await waiting(), await waiting()];
    await vera.post(`/api/approvals/${other.approvalId}/reject`, { reason: 'Two cousins.' });
    const open = await page(vera);
    const raise = (id: string) => () =>
      desk.sql('update account set security_version = security_version + 1 where id = $1', [id]);
    expect(await toldOf(open, raise(other.survivorId))).toEqual([]);
    expect(
      await toldOf(open, () =>
        desk.sql('update account set order_count = order_count + 1 where id = $1', [one.survivorId]),
      ),
    ).toEqual([]);
    expect(await toldOf(open, raise(one.survivorId))).toEqual([`approvals:${one.approvalId}`]);
  });

  it('is a supervisor’s: no agent is told', async () => {
    const { survivorId } = await waiting();
    const open = await page(jon);
    const end = async () => {
      await desk.sql('update account set security_version = security_version + 1 where id = $1', [
        survivorId,
      ]);
      await desk.sql(`select pg_notify('relink_topics', 'cases:end')`);
    };
    await end();
    expect(await open.next()).toBe('cases:end');
  });
});
