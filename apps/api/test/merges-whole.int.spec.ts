import type { AccountCard, MergeView } from '@relink/contract';
import { aCase, anAccount, anAnsweredCode, anOrder, aRound } from '@relink/testing';
import { ResumeMerges } from '../src/features/merges/resume-merges.ts';
import { type Agent, ask, aScene, carryOut, preview, type Scene } from './harness/merge-scene.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';

describe('what hangs on two accounts that become one', () => {
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

  const merged = async (scene: Scene): Promise<string> => {
    const { status, body } = await ask(mira, scene);
    if (status !== 201) throw new Error(JSON.stringify(body));
    if (body.approvalId !== null) await vera.post(`/api/approvals/${body.approvalId}/approve`, {});
    expect(await carryOut(desk, body.id)).toBe('done');
    return body.id;
  };
  const search = async (q: string) =>
    (await mira.get<AccountCard[]>(`/api/accounts?filter=${encodeURIComponent(JSON.stringify({ q }))}`)).body;

  it('leads on: the old id, order number, e-mail and phone find the survivor', async () => {
    const scene = await aScene(desk, mira.id, { rich: true });
    const { number } = await anOrder(desk, { accountId: scene.otherId, number: '#DUPLICATE-77' });
    await merged(scene);
    for (const q of [scene.otherId, scene.survivorId, number, scene.email, scene.phone]) {
      const found = await search(q);
      expect([q, found.map(({ id }) => id)]).toEqual([q, [scene.survivorId]]);
    }
  });

  it('moves the cases of the one that goes, their evidence with them, and proves nothing of the survivor', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    const max = await desk.signedIn('agent');
    const { id: caseId } = await aCase(desk, { agentId: max.id, claimed: scene.otherId });
    const about = { caseId, accountId: scene.otherId, agentId: max.id };
    const [email] = await desk.sql<{ id: string; value: string; normalised: string }>(
      'select id, value, normalised from identifier where account_id = $1',
      [scene.otherId],
    );
    await aRound(desk, about);
    await anAnsweredCode(desk, { ...about, identifier: email!, proves: 'linked_email' });
    await merged(scene);
    const rows = await desk.sql(
      `select (select array_agg(account_id) from case_account where case_id = $1) as accounts,
              (select array_agg(account_id) from evidence_round where case_id = $1) as rounds,
              (select array_agg(sealed_for) from evidence_round where case_id = $1) as sealed_for,
              (select array_agg(account_id) from challenge where case_id = $1) as challenges`,
      [caseId],
    );
    const only = [scene.survivorId];
    expect(rows).toEqual([{ accounts: only, rounds: only, sealed_for: [scene.otherId], challenges: only }]);
    const { body } = await max.get<{ accounts: { assurance: string }[] }>(`/api/cases/${caseId}`);
    expect(body.accounts.map(({ assurance }) => assurance)).toEqual(['none']);
  });

  it('keeps one account in the case that had both, claimed even where the agent swapped', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    await merged({ ...scene, survivorId: scene.otherId, otherId: scene.survivorId });
    const rows = await desk.sql('select account_id, role from case_account where case_id = $1', [
      scene.caseId,
    ]);
    expect(rows).toEqual([{ account_id: scene.otherId, role: 'claimed' }]);
  });

  it('makes no chain: who leads to a survivor that is merged away leads on with it', async () => {
    const first = await aScene(desk, mira.id, { strong: true });
    await merged(first);
    const last = await anAccount(desk, { email: `last.${first.otherId.slice(0, 8)}@mail.example` });
    await anOrder(desk, { accountId: last.id });
    const { id: caseId } = await aCase(desk, {
      agentId: mira.id,
      claimed: first.survivorId,
      duplicates: [last.id],
    });
    const about = { caseId, accountId: first.survivorId, agentId: mira.id };
    await aRound(desk, about);
    const [phone] = await desk.sql<{ id: string; value: string; normalised: string }>(
      `select id, value, normalised from identifier where account_id = $1 and kind = 'phone'`,
      [first.survivorId],
    );
    await anAnsweredCode(desk, { ...about, identifier: phone! });
    const mergeId = await merged({ ...first, survivorId: last.id, otherId: first.survivorId, caseId });
    const rows = await desk.sql('select id from account where merged_into = $1', [last.id]);
    expect(rows.map(({ id }) => String(id)).toSorted()).toEqual([first.survivorId, first.otherId].toSorted());
    const ledger = await desk.sql(
      `select ids from merge_ledger where merge_id = $1 and what = 'tombstones'`,
      [mergeId],
    );
    expect(ledger).toEqual([{ ids: [first.otherId] }]);
  });

  it('shows nothing personal of an account that is not proven, and all of one that is', async () => {
    const scene = await aScene(desk, mira.id, { rich: true });
    const { body } = await preview(mira, scene);
    expect([body.survivor.masked, body.other.masked, body.result?.masked]).toEqual([false, true, true]);
    expect(body.survivor.fields.name).toBe('Asha Patel');
    const masked = JSON.stringify([body.other, body.told]);
    for (const personal of [
      'Aasha',
      'Patel',
      'Ring Road',
      '395007',
      scene.email,
      scene.phone,
      '1980',
      'vip',
      '20.00',
    ])
      expect([personal, masked.includes(personal)]).toEqual([personal, false]);
    expect(JSON.stringify(body.result)).not.toContain('Ring Road');
    expect(JSON.stringify(body.result)).not.toContain(scene.email);
    const views = await desk.sql(
      `select 1 from audit_event where action = 'merge.previewed' and case_id = $1 and outcome = 'done'`,
      [scene.caseId],
    );
    expect(views).toHaveLength(1);
  });

  it('tells every contact of both, in the survivor’s language, and signs both out', async () => {
    const scene = await aScene(desk, mira.id, { rich: true });
    await merged(scene);
    const told = await desk.sql(
      `select destination, language, account_id from message where template = 'accounts-merged' and account_id = $1 order by 1`,
      [scene.survivorId],
    );
    expect(told).toEqual(
      [scene.phone, scene.email]
        .toSorted()
        .map((destination) => ({ destination, language: 'en', account_id: scene.survivorId })),
    );
    const open = await desk.sql(
      'select 1 from customer_session where account_id in ($1, $2) and ended_at is null',
      [scene.survivorId, scene.otherId],
    );
    expect(open).toEqual([]);
    const passwords = await desk.sql('select account_id from credential where account_id in ($1, $2)', [
      scene.survivorId,
      scene.otherId,
    ]);
    expect(passwords).toEqual([{ account_id: scene.survivorId }]);
  });

  it('is listed for either account and for the case, the names masked', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    const id = await merged(scene);
    for (const filter of [
      { accountId: scene.survivorId },
      { accountId: scene.otherId },
      { caseId: scene.caseId, state: ['done'] },
      { id },
    ]) {
      const { body } = await mira.get<MergeView[]>(
        `/api/merges?filter=${encodeURIComponent(JSON.stringify(filter))}`,
      );
      expect(body).toMatchObject([{ id, survivorName: 'A••• P•••', otherName: 'A••• P•••', state: 'done' }]);
    }
  });

  it('is taken up again after the worker that had it died', async () => {
    const scene = await aScene(desk, mira.id, { strong: true });
    const { body } = await ask(mira, scene);
    const resume = desk.app.get(ResumeMerges);
    expect(await resume.run()).toBe(0);
    await desk.sql(
      `update graphile_worker._private_jobs set locked_at = now() - interval '20 min', locked_by = 'gone'
        where key = $1`,
      [`merge ${body.id}`],
    );
    await desk.sql(`update merge set state = 'running' where id = $1`, [body.id]);
    expect([await resume.run(), await resume.run()]).toEqual([1, 0]);
    expect(await carryOut(desk, body.id)).toBe('done');
  });
});
