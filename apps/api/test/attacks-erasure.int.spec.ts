import type { ErasureStanding } from '@relink/contract';
import { aCase, anAccount } from '@relink/testing';
import { ExecuteErasure } from '../src/features/erasure/index.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('who looks for a customer who was erased', () => {
  let desk: TestDesk;
  beforeAll(async () => (desk = await TestDesk.open()));
  afterAll(() => desk.close());

  it('does not find their name where a supervisor had named a filter of the log by it', async () => {
    const [ada, otto] = [await desk.signedIn('admin'), await desk.signedIn('admin')];
    const vera = await desk.signedIn('supervisor');
    const { id: accountId } = await anAccount(desk, { firstName: 'Wilhelmina', lastName: 'Zwartkruis' });
    const { id: other } = await anAccount(desk);
    const { id: caseId } = await aCase(desk, { agentId: vera.id, claimed: accountId });
    const keep = async (name: string, filter: object) =>
      expect((await vera.post('/api/audit-filters', { name, filter })).status).toBe(201);
    await keep('Wilhelmina Zwartkruis', { accountId });
    await keep('Zwartkruis, the call of Monday', { caseId });
    await keep('Somebody else', { accountId: other });
    const omar = await desk.signedIn('supervisor');
    expect((await omar.post('/api/audit-filters', { name: 'W. Z.', filter: { accountId } })).status).toBe(
      201,
    );
    const standing = (await ada.get<ErasureStanding>(`/api/accounts/${accountId}/erasure`)).body;
    const planHash = standing.plan?.planHash;
    const asked = await ada.post<ErasureStanding>(`/api/accounts/${accountId}/erasures`, {
      reason: 'Asked for by letter.',
      planHash,
    });
    const { id = '', approvalId = '' } = asked.body.erasure ?? {};
    expect((await otto.post(`/api/approvals/${String(approvalId)}/approve`, {})).status).toBe(200);
    expect(await desk.app.get(ExecuteErasure).run(id)).toBe('done');
    expect((await vera.get('/api/audit-filters')).body).toMatchObject([{ name: 'Somebody else' }]);
    expect((await omar.get('/api/audit-filters')).body).toEqual([]);
    // Others' work went too: how much of it is told, not what it was called.
    const [{ facts } = { facts: {} }] = await desk.sql<{ facts: { counts?: Record<string, number> } }>(
      `select convert_from(canonical, 'UTF8')::json->'facts' as facts from audit_event where action = 'erasure.done'`,
    );
    expect(facts.counts).toMatchObject({ 'saved-filters': 3 });
  });
});
