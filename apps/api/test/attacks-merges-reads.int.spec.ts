import type { CaseView, DuplicateView, MergeView } from '@relink/contract';
import { aCase, anAccount, anEmailAddress, aPhoneNumber } from '@relink/testing';
import { type Agent, preview, type Problem } from './harness/merge-scene.ts';
import { TestDesk } from './harness/test-desk.ts';
import { aMergedScene, type MergedScene, previewUndo } from './harness/undo-scene.ts';

describe('a bribed agent who looks around', () => {
  let desk: TestDesk;
  let mira: Agent;
  let vera: Agent;
  let jon: Agent;
  let merged: MergedScene;

  beforeAll(async () => {
    desk = await TestDesk.open();
    mira = await desk.signedIn('agent');
    vera = await desk.signedIn('supervisor');
    jon = await desk.signedIn('agent');
    merged = await aMergedScene(desk, [mira, vera]);
  });
  afterAll(() => desk.close());

  const aDuplicate = async () => {
    const ids = [
      (await anAccount(desk, { firstName: 'Bhavani', lastName: 'Venkataraman', phone: aPhoneNumber() })).id,
      (
        await anAccount(desk, {
          firstName: 'Bhavani',
          lastName: 'Venkataraman',
          email: anEmailAddress('bhavani'),
        })
      ).id,
    ].sort();
    const [row] = await desk.sql<{ id: string }>(
      `insert into duplicate (id, realm, account_a, account_b, weight, probability, reasons, state, found_at)
       values (gen_random_uuid(), 'main', $1, $2, 12, 0.99, '[{"signal": "same-name", "weight": 9}]', 'open', now())
       returning id`,
      ids,
    );
    return { id: row!.id, ids };
  };
  const list = (filter: object) =>
    jon.get<Problem>(`/api/duplicates?filter=${encodeURIComponent(JSON.stringify(filter))}`);

  it('gets no list of the shop’s duplicates: by no id, no account, and no case that is not theirs or is closed', async () => {
    const { id, ids } = await aDuplicate();
    const [accountId = ''] = ids;
    const others = await aCase(desk, { agentId: mira.id, claimed: accountId });
    const closed = await aCase(desk, { agentId: jon.id, claimed: accountId, state: 'closed' });
    const elsewhere = await aCase(desk, { agentId: jon.id, claimed: merged.survivorId });
    for (const filter of [
      {},
      { id },
      { id: [id] },
      { state: 'open' },
      { accountId },
      { caseId: elsewhere.id },
      { accountId, caseId: others.id },
      { accountId, caseId: closed.id },
      { accountId, caseId: elsewhere.id },
    ]) {
      const { status, body } = await list(filter);
      expect([filter, status]).toEqual([filter, 403]);
      expect(JSON.stringify(body)).not.toMatch(/Bhavani|bhavani/);
    }
    expect((await jon.get(`/api/duplicates/${id}`)).status).toBe(403);
    expect((await jon.post(`/api/duplicates/${id}/dismiss`, { reason: 'Not hers.' })).status).toBe(403);
    for (const { id: caseId } of [others, closed, elsewhere])
      expect((await jon.post(`/api/duplicates/${id}/dismiss`, { reason: 'Not hers.', caseId })).status).toBe(
        403,
      );
    expect(await desk.sql('select state from duplicate where id = $1', [id])).toEqual([{ state: 'open' }]);
  });

  it('sees the other of a pair only masked, and cannot hide it without a name and a reason', async () => {
    const { id, ids } = await aDuplicate();
    const { id: caseId } = await aCase(desk, { agentId: jon.id, claimed: ids[0]! });
    const seen = await jon.get<DuplicateView>(`/api/duplicates/${id}`);
    expect(seen.status).toBe(200);
    expect(JSON.stringify(seen.body)).not.toMatch(/Bhavani|Venkataraman|bhavani/);
    expect((await jon.post(`/api/duplicates/${id}/dismiss`, { reason: '  ', caseId })).status).toBe(422);
    expect((await jon.post(`/api/duplicates/${id}/dismiss`, { reason: 'Two sisters.', caseId })).status).toBe(
      200,
    );
    const dismissed = await vera.get<DuplicateView>(`/api/duplicates/${id}`);
    expect(dismissed.body.dismissed).toMatchObject({ reason: 'Two sisters.' });
  });

  it('learns nothing of merges without a case of theirs: no sums, no points, no plan, no list', async () => {
    const lena = await desk.signedIn('agent');
    const open = await aCase(desk, { agentId: mira.id, claimed: merged.survivorId });
    await aCase(desk, { agentId: lena.id, claimed: merged.survivorId, state: 'closed' });
    const filtered = (filter: object) => `/api/merges?filter=${encodeURIComponent(JSON.stringify(filter))}`;
    const undo = { decisions: {}, planHash: 'f'.repeat(64), reason: 'Two sisters.' };
    for (const answer of [
      await lena.get<Problem>(`/api/merges/${merged.mergeId}`),
      await lena.get<Problem>(filtered({ accountId: merged.otherId })),
      await lena.get<Problem>(filtered({ accountId: merged.survivorId })),
      await lena.get<Problem>(filtered({ caseId: open.id })),
      await previewUndo(lena, merged),
      await lena.post<Problem>(`/api/merges/${merged.mergeId}/undo`, undo),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'case-needed']);
      expect(JSON.stringify(answer.body)).not.toMatch(/changes"|moves|sums/);
    }
    for (const path of ['/api/merges', filtered({ id: merged.mergeId })])
      expect(await lena.get(path)).toMatchObject({ status: 200, body: [] });
    const written = await desk.sql<{ action: string }>(
      `select action from audit_event where actor_id = $1 and outcome = 'refused' and action like 'merge.%'
        order by action`,
      [lena.id],
    );
    expect(written.map(({ action }) => action)).toEqual([
      'merge.undo-previewed',
      'merge.undo-requested',
      ...Array<string>(4).fill('merge.viewed'),
    ]);
    for (const own of [`/api/merges/${merged.mergeId}`, filtered({ accountId: merged.otherId })])
      for (const browser of [mira, vera]) expect((await browser.get(own)).status).toBe(200);
    expect((await mira.get<MergeView[]>('/api/merges')).body.map(({ id }) => id)).toEqual([merged.mergeId]);
  });

  it('reads of a merge in a case of theirs no name and no contact', async () => {
    await aCase(desk, { agentId: jon.id, claimed: merged.survivorId });
    for (const path of [
      '/api/merges',
      `/api/merges/${merged.mergeId}`,
      `/api/merges?filter=${encodeURIComponent(JSON.stringify({ accountId: merged.otherId }))}`,
    ]) {
      const { status, body } = await jon.get<MergeView>(path);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/Asha|Aasha|Patel|Lotus|Ring Road/);
      expect(JSON.stringify(body)).not.toContain(merged.email);
      expect(JSON.stringify(body)).not.toContain(merged.phone);
      expect(JSON.stringify(body)).not.toContain('The same customer.');
    }
  });

  it('works on no tombstone: no evidence, no code, no reset, no merge, whichever case names it', async () => {
    const { id: caseId } = await aCase(desk, { agentId: jon.id });
    const added = await jon.post<CaseView & Problem>(`/api/cases/${caseId}/accounts`, {
      accountId: merged.otherId,
      role: 'claimed',
    });
    if (added.status < 300)
      expect(added.body.accounts.map(({ accountId }) => accountId)).toEqual([merged.survivorId]);
    // Even where a case of before still names it.
    const old = await aCase(desk, {
      agentId: jon.id,
      claimed: merged.otherId,
      duplicates: [merged.survivorId],
    });
    const [identifier] = await desk.sql<{ id: string }>('select id from identifier where normalised = $1', [
      merged.email,
    ]);
    const accountId = merged.otherId;
    const refused = [
      await jon.post(`/api/cases/${old.id}/evidence`, {
        accountId,
        answers: [
          { kind: 'full_name', fullName: 'Asha Patel' },
          { kind: 'shipping_address', street: '2 Ring Road', postcode: '395007' },
        ],
      }),
      await jon.post(`/api/cases/${old.id}/challenges`, {
        accountId,
        identifierId: identifier!.id,
        purpose: 'evidence',
      }),
      await jon.post(`/api/cases/${old.id}/reset-links`, { accountId, identifierId: identifier!.id }),
      await jon.post(`/api/cases/${old.id}/email-reassignments`, {
        accountId,
        email: anEmailAddress('thief'),
      }),
      await jon.post(`/api/cases/${old.id}/merges`, {
        survivorId: accountId,
        otherId: merged.survivorId,
        planHash: 'f'.repeat(64),
      }),
    ];
    for (const { status } of refused) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    expect(await desk.sql('select 1 from message where case_id = $1', [old.id])).toEqual([]);
    const seen = await preview(jon, { caseId: old.id, survivorId: accountId, otherId: merged.survivorId });
    expect(seen.body.blockers.map(({ code }) => code)).toContain('account-merged');
    expect(JSON.stringify(seen.body)).not.toMatch(/Aasha|Patel|Lotus|Ring Road/);
  });
});
