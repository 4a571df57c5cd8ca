import type { ApprovalView, ErasureStanding } from '@relink/contract';
import { anAccount } from '@relink/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { ErasedAccounts, ExecuteErasure, ReplayErasures } from '../src/features/erasure/index.ts';
import { poolOf } from '../src/platform/database/data-source.ts';
import { runSql } from '../src/platform/database/named-statement.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { ExpireErasures } from '../src/features/erasure/expire-erasures.ts';
import { aPair, aWaitingMerge } from './harness/merging.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';

type Agent = Browser & { id: string };
type Problem = { code: string };

describe('erasing a customer', () => {
  let desk: TestDesk;
  let ada: Agent;
  let otto: Agent;

  beforeAll(async () => {
    desk = await TestDesk.open();
    ada = await desk.signedIn('admin');
    otto = await desk.signedIn('admin');
  });
  afterAll(() => desk.close());

  const standing = async (id: string) => (await ada.get<ErasureStanding>(`/api/accounts/${id}/erasure`)).body;
  const ask = async (id: string, by: Agent = ada) => {
    const planHash = (await standing(id)).plan?.planHash ?? '0'.repeat(64);
    return by.post<ErasureStanding & Problem>(`/api/accounts/${id}/erasures`, {
      reason: 'Asked for by letter.',
      planHash,
    });
  };
  const approve = (id: string, by: Agent = otto) =>
    by.post<ApprovalView & Problem>(`/api/approvals/${id}/approve`, {});
  const hold = (id: string, what: 'legal-hold' | 'legal-hold/lift') =>
    ada.post<ErasureStanding & Problem>(`/api/accounts/${id}/${what}`, { reason: 'Case 4 O 17/26.' });
  const execute = (id: string) => desk.app.get(ExecuteErasure).run(id);
  const asked = async (id: string) => {
    const { body } = await ask(id);
    const { erasure } = body;
    if (!erasure?.approvalId) throw new Error(JSON.stringify(body));
    return { erasureId: erasure.id, approvalId: erasure.approvalId };
  };

  it('is shown what would be emptied and kept, asked for with a reason, approved by another admin, and done by the worker', async () => {
    const { id } = await anAccount(desk, { firstName: 'Wilhelmina', lastName: 'Zwartkruis' });
    const before = await standing(id);
    expect(before).toMatchObject({ erasedAt: null, legalHold: null, erasure: null, notPossible: null });
    expect(before.plan?.accountIds).toEqual([id]);
    const { erasureId, approvalId } = await asked(id);
    const view = await otto.get<ApprovalView>(`/api/approvals/${approvalId}`);
    expect(view.body).toMatchObject({
      kind: 'erasure',
      current: true,
      mayApprove: true,
      erasure: { reason: 'Asked for by letter.', plan: { planHash: before.plan?.planHash } },
    });
    expect((await approve(approvalId)).status).toBe(200);
    expect(await execute(erasureId)).toBe('done');
    expect(await execute(erasureId)).toBe('settled');
    const after = await standing(id);
    expect(after).toMatchObject({ notPossible: 'account-erased', erasure: { state: 'done' } });
    expect(after.erasedAt).not.toBeNull();
    expect(await desk.sql('select status, first_name, search_name from account where id = $1', [id])).toEqual(
      [{ status: 'closed', first_name: '', search_name: '' }],
    );
    expect(await desk.sql('select 1 from audit_key where account_id = $1', [id])).toEqual([]);
    expect(await desk.sql(`select 1 from name_word where word in ('wilhelmina', 'zwartkruis')`)).toEqual([]);
  });

  it('takes two admins: not the one who asked, and no supervisor', async () => {
    const { id } = await anAccount(desk);
    const { erasureId, approvalId } = await asked(id);
    expect((await approve(approvalId, ada)).body.code).toBe('own-request');
    const vera = await desk.signedIn('supervisor');
    expect((await approve(approvalId, vera)).body.code).toBe('not-permitted');
    expect(await desk.sql('select state from erasure where id = $1', [erasureId])).toEqual([
      { state: 'waiting' },
    ]);
    await expect(
      desk.sql(`update erasure set state = 'queued', approved_by = requested_by where id = $1`, [erasureId]),
    ).rejects.toThrow(/check constraint/);
    expect((await ask(id)).body.code).toBe('erasure-pending');
  });

  it('is prevented by a legal hold, whenever it is placed, and by the database too', async () => {
    const { id } = await anAccount(desk);
    expect((await hold(id, 'legal-hold')).body.legalHold).toMatchObject({ reason: 'Case 4 O 17/26.' });
    expect((await hold(id, 'legal-hold')).body.code).toBe('legal-hold-placed');
    expect((await ask(id)).body.code).toBe('legal-hold');
    await expect(
      desk.sql(`update account set erased_at = now(), status = 'closed' where id = $1`, [id]),
    ).rejects.toThrow(/legal hold/);
    expect((await hold(id, 'legal-hold/lift')).body.legalHold).toBeNull();
    expect((await hold(id, 'legal-hold/lift')).body.code).toBe('legal-hold-not-placed');

    const first = await asked(id);
    await hold(id, 'legal-hold');
    expect((await approve(first.approvalId)).body.code).toBe('legal-hold');
    await hold(id, 'legal-hold/lift');
    const second = await asked(id);
    expect((await approve(second.approvalId)).status).toBe(200);
    await hold(id, 'legal-hold');
    expect(await execute(second.erasureId)).toBe('refused');
    expect(await desk.sql('select status from account where id = $1', [id])).toEqual([{ status: 'active' }]);
  });

  it('is not carried out once who agreed is no admin any more, or who asked was shut out', async () => {
    for (const shutOut of ['approver', 'requester'] as const) {
      const { id } = await anAccount(desk);
      const [asks, agrees] = [await desk.signedIn('admin'), await desk.signedIn('admin')];
      const { erasure } = (await ask(id, asks)).body;
      if (!erasure?.approvalId) throw new Error('It waits.');
      expect((await approve(erasure.approvalId, agrees)).status).toBe(200);
      await (shutOut === 'approver'
        ? desk.sql(`update agent set role = 'supervisor' where id = $1`, [agrees.id])
        : desk.sql('update agent set disabled_at = now() where id = $1', [asks.id]));
      expect(await execute(erasure.id)).toBe('refused');
      expect(await standing(id)).toMatchObject({
        erasedAt: null,
        erasure: { state: 'refused', refusal: 'approval-void' },
      });
    }
  });

  it('keeps no admin waiting who stops all changes, and erases nothing before they go on', async () => {
    const { id } = await anAccount(desk);
    const { erasureId, approvalId } = await asked(id);
    expect((await approve(approvalId)).status).toBe(200);
    const erasureWaits = async () => {
      const waiting = `select 1 from pg_stat_activity
                        where datname = current_database() and application_name = 'relink' and wait_event_type = 'Lock'`;
      while ((await desk.sql(waiting)).length === 0) await wait(20);
    };
    const { erasure, stop } = await desk.app.get(Transaction).run(async (em) => {
      await runSql(em, 'select from account where id = $1 for update', [id]);
      const erasing = execute(erasureId);
      await Promise.race([erasing, erasureWaits()]);
      const stopping = await otto.post<{ id: string }>('/api/change-stops', { reason: 'A leak.' });
      return { erasure: { erasing }, stop: stopping };
    });
    expect(stop.status).toBeLessThan(300);
    expect(await erasure.erasing).toBe('stopped');
    expect(await execute(erasureId)).toBe('stopped');
    await otto.post(`/api/change-stops/${stop.body.id}/lift`, { reason: 'Fine.' });
    expect(await execute(erasureId)).toBe('done');
  });

  it('is void once the account has moved, and refused when nobody agrees in time', async () => {
    const { id } = await anAccount(desk);
    const { approvalId } = await asked(id);
    await desk.sql('update account set security_version = security_version + 1 where id = $1', [id]);
    expect((await approve(approvalId)).body.code).toBe('approval-void');
    const late = await asked(id);
    await desk.sql(`update approval set expires_at = now() - interval '1 minute' where id = $1`, [
      late.approvalId,
    ]);
    expect((await approve(late.approvalId)).body.code).toBe('approval-expired');
    await desk.app.get(ExpireErasures).run();
    expect((await standing(id)).erasure).toMatchObject({ state: 'refused', refusal: 'approval-expired' });
    // Once, however often the worker looks.
    await desk.app.get(ExpireErasures).run();
    const events = await desk.sql<{ action: string; outcome: string; facts: object }>(
      `select action, outcome, facts from (
         select at, id, action, outcome, convert_from(canonical, 'UTF8')::jsonb -> 'facts' as facts from audit_event
          where account_id = $1 and action in ('approval.expired', 'erasure.refused')) e
        where facts ->> 'approvalId' = $2 order by at, id`,
      [id, late.approvalId],
    );
    const { approvalId: expired, erasureId } = late;
    expect(events).toEqual([
      { action: 'approval.expired', outcome: 'done', facts: { approvalId: expired, erasureId } },
      {
        action: 'erasure.refused',
        outcome: 'refused',
        facts: { approvalId: expired, erasureId, code: 'approval-expired' },
      },
    ]);
  });

  it('waits for a merge that is asked for, and takes the tombstone with its survivor', async () => {
    const mira = await desk.signedIn('agent');
    const pair = await aPair(desk, mira.id);
    await aWaitingMerge(desk, pair, mira.id);
    expect((await standing(pair.survivorId)).notPossible).toBe('merge-under-way');

    const survivor = await anAccount(desk);
    const tombstone = await anAccount(desk, { firstName: 'Tomb' });
    await desk.sql(`update account set status = 'merged', merged_into = $2 where id = $1`, [
      tombstone.id,
      survivor.id,
    ]);
    expect((await standing(tombstone.id)).notPossible).toBe('account-merged-away');
    const { erasureId, approvalId } = await asked(survivor.id);
    await approve(approvalId);
    expect(await execute(erasureId)).toBe('done');
    expect(
      await desk.sql(
        'select status, erased_at is not null as erased, first_name from account where id = $1',
        [tombstone.id],
      ),
    ).toEqual([{ status: 'merged', erased: true, first_name: '' }]);
  });

  it('leaves an account that nothing brings back', async () => {
    const { id } = await anAccount(desk);
    const { erasureId, approvalId } = await asked(id);
    await approve(approvalId);
    await execute(erasureId);
    for (const change of [
      `status = 'active'`,
      `first_name = 'Back'`,
      `erased_at = null`,
      `external_id = '17'`,
    ])
      await expect(desk.sql(`update account set ${change} where id = $1`, [id])).rejects.toThrow(
        /stays erased/,
      );
    expect((await ask(id)).body.code).toBe('account-erased');
    expect((await hold(id, 'legal-hold')).body.code).toBe('account-erased');
  });
});

describe('a restored backup', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await TestDesk.open();
  });
  afterAll(() => desk.close());

  it('erases again who was erased since it was made, once, and says what it cannot', async () => {
    const replay = desk.app.get(ReplayErasures);
    const line = (accountId: string) => ({
      accountId,
      erasureId: randomUUID(),
      realm: 'main',
      externalDigest: 'ab'.repeat(32),
      at: new Date().toISOString(),
    });
    const { id } = await anAccount(desk, { firstName: 'Restored', externalId: '4711' });
    const gone = line(id);
    expect(await replay.run(gone)).toBe('erased');
    expect(await replay.run(gone)).toBe('erased-already');
    expect(await desk.sql('select first_name, external_id from account where id = $1', [id])).toEqual([
      { first_name: '', external_id: null },
    ]);
    // One that the backup does not know stays on the list, so that no import brings it.
    expect(await replay.run(line(randomUUID()))).toBe('unknown');
    const { id: held } = await anAccount(desk);
    const agent = await desk.hire('admin');
    await desk.sql(
      `insert into legal_hold (id, account_id, reason, placed_by, placed_at) values ($1, $2, 'x', $3, now())`,
      [randomUUID(), held, agent.id],
    );
    expect(await replay.run(line(held))).toBe('legal-hold');
    const list = await desk.app.get(ErasedAccounts).list(poolOf(desk.app.get(DataSource)));
    expect(list.length).toBe(2);
    expect(list).toContainEqual(expect.objectContaining({ accountId: id, erasureId: gone.erasureId }));
  });
});
