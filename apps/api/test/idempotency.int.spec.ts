import type { CaseView, Problem } from '@relink/contract';
import { aCase, anAccount } from '@relink/testing';
import { TestDesk } from './harness/test-desk.ts';

describe('an agent whose request is sent more than once', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  const casesOf = (agentId: string) =>
    desk.sql('select id from recovery_case where agent_id = $1', [agentId]);

  it('opens one case, however often the same request arrives, also at once', async () => {
    const mira = await desk.signedIn('agent');
    const key = { 'idempotency-key': 'one-intent' };
    const open = () => mira.post<CaseView>('/api/cases', { channel: 'phone' }, key);
    const answers = await Promise.all(Array.from({ length: 8 }, open));
    const last = await open();
    expect(last.status).toBe(201);
    for (const { status, body } of answers)
      if (status === 201) expect(body.id).toBe(last.body.id);
      else expect([status, (body as unknown as Problem).code]).toEqual([409, 'request-in-flight']);
    expect(await casesOf(mira.id)).toHaveLength(1);
    expect(
      await desk.sql(`select 1 from audit_event where actor_id = $1 and action = 'case.opened'`, [mira.id]),
    ).toHaveLength(1);
  });

  it('gets the refusal of the first time, also when it would be allowed by now', async () => {
    const mira = await desk.signedIn('agent');
    const account = await anAccount(desk, {});
    const { id } = await aCase(desk, { agentId: mira.id, claimed: account.id });
    const other = await anAccount(desk, {});
    const key = { 'idempotency-key': 'refused-once' };
    const add = (headers: Record<string, string>) =>
      mira.post<Problem>(`/api/cases/${id}/accounts`, { accountId: other.id, role: 'claimed' }, headers);
    const first = await add(key);
    expect([first.status, first.body.code]).toEqual([409, 'claimed-account-exists']);
    await desk.sql('delete from case_account where case_id = $1', [id]);
    expect(await add(key)).toMatchObject({ status: 409, body: first.body });
    expect((await add({})).status).toBe(201);
  });

  it('is asked anew who it is: a disabled agent gets nothing of what was stored', async () => {
    const mira = await desk.signedIn('agent');
    const key = { 'idempotency-key': 'before-the-end' };
    expect((await mira.post('/api/cases', { channel: 'phone' }, key)).status).toBe(201);
    await desk.sql('update agent set disabled_at = now() where id = $1', [mira.id]);
    expect((await mira.post('/api/cases', { channel: 'phone' }, key)).status).toBe(401);
  });

  it("cannot reach another agent's answer with that agent's key", async () => {
    const mira = await desk.signedIn('agent');
    const anil = await desk.signedIn('agent');
    const key = { 'idempotency-key': 'known-to-both' };
    const [hers, his] = [
      await mira.post<CaseView>('/api/cases', { channel: 'phone' }, key),
      await anil.post<CaseView>('/api/cases', { channel: 'phone' }, key),
    ];
    expect(his.body.id).not.toBe(hers.body.id);
    expect(his.body.agentId).toBe(anil.id);
  });
});
