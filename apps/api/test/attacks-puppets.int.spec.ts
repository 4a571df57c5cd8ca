import type { ErasureStanding, FactorRecoveryView, Problem } from '@relink/contract';
import { anAccount } from '@relink/testing';
import { DataSource } from 'typeorm';
import { ExecuteErasure } from '../src/features/erasure/index.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { type Browser, PASSWORD, TestDesk } from './harness/test-desk.ts';

type Admin = Browser & { id: string };
type List = FactorRecoveryView[] & Problem;

describe('one admin who pretends to be two', () => {
  let desk: TestDesk;
  let names = 0;
  beforeAll(
    async () => (desk = await TestDesk.open({ OIDC_ISSUER: 'http://127.0.0.1:9', OIDC_CLIENT_ID: 'relink' })),
  );
  afterAll(() => desk.close());

  /** Another browser of whoever it is, signed in with a factor of theirs. */
  const signedInAs = async (id: string): Promise<Admin> => {
    const browser = await desk.signedIn('admin');
    for (const table of ['agent_session', 'agent_factor'])
      await desk.sql(`update ${table} set agent_id = $1 where agent_id = $2`, [id, browser.id]);
    return { ...browser, id };
  };
  const letIn = async (by: Admin): Promise<Admin> => {
    const made = await by.post<{ id: string }>('/api/agents', {
      username: `puppet-${String(names++)}`,
      name: 'Another Self',
      role: 'admin',
      password: PASSWORD,
    });
    expect(made.status).toBe(201);
    return signedInAs(made.body.id);
  };
  const askRecovery = async (by: Admin, agentId: string) => {
    const { body } = await by.post<List>(`/api/agents/${agentId}/factor-recoveries`, { reason: 'Lost.' });
    return body.find((each) => each.agentId === agentId && each.state === 'waiting')!.id;
  };
  const approveRecovery = (by: Admin, id: string) => by.post<Problem>(`/api/factor-recoveries/${id}/approve`);
  const askErasure = async (by: Admin) => {
    const { id } = await anAccount(desk);
    const standing = (await by.get<ErasureStanding>(`/api/accounts/${id}/erasure`)).body;
    const asked = await by.post<ErasureStanding>(`/api/accounts/${id}/erasures`, {
      reason: 'Asked for by letter.',
      planHash: standing.plan?.planHash,
    });
    const { erasure } = asked.body;
    return { accountId: id, erasureId: erasure?.id ?? '', approvalId: erasure?.approvalId ?? '' };
  };
  const approve = (by: Admin, id: string) => by.post<Problem>(`/api/approvals/${id}/approve`, {});

  it('lets two people in: one asks that somebody’s factors go, the other says yes', async () => {
    const victim = await desk.signedIn('supervisor');
    const mallory = await desk.signedIn('admin');
    const [one, other] = [await letIn(mallory), await letIn(mallory)];
    const refused = await approveRecovery(other, await askRecovery(one, victim.id));
    expect([refused.status, refused.body.code]).toEqual([403, 'let-in-lately']);
    expect((await victim.get('/api/me')).status).toBe(200);
  });

  it('lets somebody in who lets in the one who says yes', async () => {
    const victim = await desk.signedIn('supervisor');
    const mallory = await desk.signedIn('admin');
    const last = await letIn(await letIn(mallory));
    const id = await askRecovery(mallory, victim.id);
    expect((await approveRecovery(last, id)).body.code).toBe('let-in-lately');
    const seen = (await last.get<List>('/api/factor-recoveries')).body.find((each) => each.id === id);
    expect([seen?.mayApprove, seen?.mayNot]).toEqual([false, 'let-in-lately']);
  });

  it('links another admin to a company account of their own, and comes in as them', async () => {
    const victim = await desk.signedIn('supervisor');
    const mallory = await desk.signedIn('admin');
    const { id } = await desk.hire('admin');
    const linked = await mallory.put(`/api/agents/${id}`, { companySubject: `mallory-${id}` });
    expect(linked.status).toBe(200);
    const taken = await signedInAs(id);
    const asked = await askRecovery(mallory, victim.id);
    expect((await approveRecovery(taken, asked)).body.code).toBe('let-in-lately');
  });

  it.each(['the one who asks', 'somebody who let both in'])(
    'has a customer erased by a yes of who was let in by %s',
    async (who) => {
      const mallory = await desk.signedIn('admin');
      const asks = who === 'the one who asks' ? mallory : await letIn(mallory);
      const says = await letIn(mallory);
      const { accountId, approvalId } = await askErasure(asks);
      const view = (await says.get<{ mayApprove: boolean; mayNot: string }>(`/api/approvals/${approvalId}`))
        .body;
      expect([view.mayApprove, view.mayNot]).toEqual([false, 'let-in-lately']);
      const list = (await says.get<{ id: string; mayNot: string }[]>('/api/approvals')).body;
      expect(list.find(({ id }) => id === approvalId)?.mayNot).toBe('let-in-lately');
      const refused = await approve(says, approvalId);
      expect([refused.status, refused.body.code]).toEqual([403, 'let-in-lately']);
      expect(await desk.sql('select state from erasure where account_id = $1', [accountId])).toEqual([
        { state: 'waiting' },
      ]);
      // Whom nobody let in lately decides.
      expect((await approve(await desk.signedIn('admin'), approvalId)).status).toBe(200);
    },
  );

  it('is looked for in the log where an erasure is, and not by everybody who looks at what waits', async () => {
    const ada = await desk.signedIn('admin');
    const { approvalId } = await askErasure(ada);
    const query = jest.spyOn(poolOf(desk.app.get(DataSource)), 'query');
    const read = async (filter: object) => {
      query.mockClear();
      const { body } = await ada.get<{ id: string }[]>(
        `/api/approvals?filter=${encodeURIComponent(JSON.stringify(filter))}`,
      );
      return { body, log: query.mock.calls.filter((call) => JSON.stringify(call).includes('agents_let_in')) };
    };
    const others = await read({ kind: 'held-change' });
    expect(others).toEqual({ body: [], log: [] });
    const erasures = await read({ id: [approvalId] });
    expect([erasures.body.length, erasures.log.length]).toEqual([1, 1]);
    query.mockRestore();
  });

  it('takes the sign-in of who said yes to an erasure over before the worker carries it out', async () => {
    const [mallory, otto] = [await desk.signedIn('admin'), await desk.signedIn('admin')];
    const { accountId, approvalId, erasureId } = await askErasure(mallory);
    expect((await approve(otto, approvalId)).status).toBe(200);
    await mallory.put(`/api/agents/${otto.id}`, { password: `${PASSWORD} again` });
    expect(await desk.app.get(ExecuteErasure).run(erasureId)).toBe('refused');
    expect(await desk.sql('select state, refusal from erasure where account_id = $1', [accountId])).toEqual([
      { state: 'refused', refusal: 'let-in-lately' },
    ]);
  });

  it('says no to an erasure that their other self asked for: that gives nothing away', async () => {
    const mallory = await desk.signedIn('admin');
    const { approvalId } = await askErasure(mallory);
    const no = await (await letIn(mallory)).post(`/api/approvals/${approvalId}/reject`, { reason: 'No.' });
    expect(no.status).toBe(200);
  });

  it('is nobody who merely let in the same person as another admin', async () => {
    const [ada, otto] = [await desk.signedIn('admin'), await desk.signedIn('admin')];
    const made = await letIn(ada);
    expect((await otto.put(`/api/agents/${made.id}`, { password: `${PASSWORD} again` })).status).toBe(200);
    const { approvalId } = await askErasure(ada);
    expect((await approve(otto, approvalId)).status).toBe(200);
  });
});
