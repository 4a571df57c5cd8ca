import type { CaseView, MergeView } from '@relink/contract';
import { aCase, anAnsweredCode, anEmailAddress, aRound, type BuiltIdentifier } from '@relink/testing';
import { type Agent, type Problem } from './harness/merge-scene.ts';
import { giveRoomToChange } from './harness/room-to-change.ts';
import { TestDesk } from './harness/test-desk.ts';
import {
  aMergedScene,
  askUndo,
  carryOutUndo,
  type MergedScene,
  previewUndo,
  undo,
} from './harness/undo-scene.ts';

describe('a thief whose account was merged with the victim’s', () => {
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

  const amounts = async ({ survivorId, otherId }: MergedScene) =>
    desk.sql<{ id: string; points: number }>(
      'select id, loyalty_points::int as points from account where id = any($1) order by id = $2 desc',
      [[survivorId, otherId], survivorId],
    );

  it('does not stay verified of the victim’s account by what was his when the merge is taken back', async () => {
    const merged = await aMergedScene(desk, [mira, vera]);
    const jon = await desk.signedIn('agent');
    // Another case since, in which the survivor was proven by what the other brought.
    const { id: caseId } = await aCase(desk, { agentId: jon.id, claimed: merged.survivorId });
    const about = { caseId, accountId: merged.survivorId, agentId: jon.id };
    await aRound(desk, about);
    const [email] = await desk.sql<BuiltIdentifier>(
      'select id, value, normalised from identifier where normalised = $1',
      [merged.email],
    );
    await anAnsweredCode(desk, { ...about, identifier: email!, proves: 'linked_email' });
    const verified = await jon.get<CaseView>(`/api/cases/${caseId}`);
    expect(verified.body.accounts[0]?.assurance).toBe('verified');
    await undo(desk, [mira, vera], merged);
    const { body } = await jon.get<CaseView>(`/api/cases/${caseId}`);
    expect(body.accounts[0]).toMatchObject({ accountId: merged.survivorId, assurance: 'none' });
    const asked = await jon.post<Problem>(`/api/cases/${caseId}/email-reassignments`, {
      accountId: merged.survivorId,
      email: anEmailAddress('thief'),
    });
    expect(asked.status).toBeGreaterThanOrEqual(400);
  });

  it('has no account without its lock after: what locked the two as one locks both', async () => {
    const merged = await aMergedScene(desk, [mira, vera]);
    const jon = await desk.signedIn('agent');
    const { id: caseId } = await aCase(desk, { agentId: jon.id, claimed: merged.survivorId });
    expect((await jon.post(`/api/cases/${caseId}/suspected-fraud`, {})).status).toBeLessThan(300);
    await desk.sql(
      `insert into account_hold (id, account_id, kind, since) values (gen_random_uuid(), $1, 'fraud-hold', now())`,
      [merged.survivorId],
    );
    await undo(desk, [mira, vera], merged);
    for (const id of [merged.survivorId, merged.otherId]) {
      expect(
        await desk.sql(
          `select kind from verification_lock where account_id = $1 and until > now() and lifted_at is null`,
          [id],
        ),
      ).toEqual([{ kind: 'suspected-fraud' }]);
      expect(
        await desk.sql(`select kind from account_hold where account_id = $1 and ended_at is null`, [id]),
      ).toEqual([{ kind: 'fraud-hold' }]);
    }
  });

  it('is not locked out for ever, nor let in, where an objection locked the two as one', async () => {
    const merged = await aMergedScene(desk, [mira, vera]);
    await desk.sql(
      `insert into verification_lock (id, account_id, at, until, reason, kind)
       values (gen_random_uuid(), $1, now(), now() + interval '100 years', 'opposed', 'opposed')`,
      [merged.survivorId],
    );
    await undo(desk, [mira, vera], merged);
    const [lock] = await desk.sql<{ kind: string; ends: boolean }>(
      `select kind, until < now() + interval '31 days' as ends from verification_lock where account_id = $1`,
      [merged.otherId],
    );
    expect(lock).toEqual({ kind: 'suspected-fraud', ends: true });
  });

  it('takes no more than there is, nothing below nothing, and nothing that did not change', async () => {
    const merged = await aMergedScene(desk, [mira, vera]);
    await desk.sql('update account set loyalty_points = 100 where id = $1', [merged.survivorId]);
    const tries: readonly [string, unknown][] = [
      ...['-1', '101', '1e3', '0x10', '1.5', '', ' 5', '9'.repeat(400), 'NaN', '99.999', '١٠'].map(
        (toOther): [string, unknown] => ['points', { do: 'split', toOther }],
      ),
      ['points', { do: 'keep' }],
      ['points', { do: 'revert' }],
      ['credit:INR', { do: 'split', toOther: '1000000.00' }],
      ['credit:USD', { do: 'split', toOther: '1.00' }],
      ['__proto__', { do: 'keep' }],
      ['constructor', { do: 'keep' }],
      ['toString', { do: 'split', toOther: '1' }],
      [`identifier:${merged.survivorId}`, { do: 'revert' }],
      [`gift-card:${merged.survivorId}`, { do: 'keep' }],
    ];
    for (const [change, decision] of tries) {
      const decisions = JSON.parse(`{${JSON.stringify(change)}: ${JSON.stringify(decision)}}`) as object;
      const seen = await mira.post<Problem & { planHash: string | null }>(
        `/api/merges/${merged.mergeId}/undo/preview`,
        { decisions },
      );
      expect([change, decision, seen.status < 500, seen.body.planHash ?? null]).toEqual([
        change,
        decision,
        true,
        null,
      ]);
      const asked = await mira.post<Problem>(`/api/merges/${merged.mergeId}/undo`, {
        decisions,
        planHash: 'f'.repeat(64),
        reason: 'Give it to me.',
      });
      expect(asked.status).toBeGreaterThanOrEqual(400);
      expect(asked.status).toBeLessThan(500);
    }
    expect(await desk.sql('select 1 from merge_undo where merge_id = $1', [merged.mergeId])).toEqual([]);
    await undo(desk, [mira, vera], merged, { points: { do: 'split', toOther: '40' } });
    expect((await amounts(merged)).map(({ points }) => points)).toEqual([60, 40]);
  });

  it('has no decisions slipped in after they were looked at: the plan is of its very decisions', async () => {
    const merged = await aMergedScene(desk, [mira, vera]);
    await desk.sql('update account set loyalty_points = 100 where id = $1', [merged.survivorId]);
    const { body } = await previewUndo(mira, merged, { points: { do: 'split', toOther: '0' } });
    const asked = await mira.post<Problem>(`/api/merges/${merged.mergeId}/undo`, {
      decisions: { points: { do: 'split', toOther: '100' } },
      planHash: body.planHash,
      reason: 'Two sisters.',
    });
    expect([asked.status >= 400, asked.body.code]).toEqual([true, 'merge-plan-moved']);
  });

  it('gets no points that are spent while a second person makes up their mind', async () => {
    const merged = await aMergedScene(desk, [mira, vera]);
    const asked = await askUndo(mira, merged);
    await desk.sql('update account set loyalty_points = 10 where id = $1', [merged.survivorId]);
    const said = await vera.post<Problem>(`/api/approvals/${asked.body.undo!.approvalId!}/approve`, {});
    expect([said.status >= 400, said.body.code]).toEqual([true, 'approval-void']);
    expect(await carryOutUndo(desk, asked.body.undo!.id)).toBe('settled');
  });

  it('with a supervisor’s help is not undone by who had asked for the merge, whoever asks now', async () => {
    const bribed = await desk.signedIn('supervisor');
    const merged = await aMergedScene(desk, [bribed, vera]);
    await desk.sql(`update evidence_round set at = at - interval '20 days' where agent_id = $1`, [bribed.id]);
    await desk.sql(
      `update challenge set created_at = created_at - interval '20 days' where requested_by = $1`,
      [bribed.id],
    );
    await aCase(desk, { agentId: mira.id, claimed: merged.survivorId });
    const asked = await askUndo(mira, merged);
    const said = await bribed.post<Problem>(`/api/approvals/${asked.body.undo!.approvalId!}/approve`, {});
    expect([said.status >= 400, said.body.code]).toEqual([true, 'own-request']);
    expect((await mira.get<MergeView>(`/api/merges/${merged.mergeId}`)).body.state).toBe('done');
  });

  it('learns no name, address or contact from what an undoing would do', async () => {
    const merged = await aMergedScene(desk, [mira, vera]);
    await desk.sql(
      `update account set first_name = 'Bhavani', last_name = 'Venkataraman', note = 'Gate 4711', birth_date = '1971-03-08',
              tags = array['widow'] where id = $1`,
      [merged.survivorId],
    );
    await desk.sql(`update address set line1 = '7 Temple Road', postcode = '641001' where account_id = $1`, [
      merged.survivorId,
    ]);
    const jon = await desk.signedIn('agent');
    await aCase(desk, { agentId: jon.id, claimed: merged.survivorId });
    const seen = await previewUndo(jon, merged);
    expect(seen.status).toBe(200);
    expect(JSON.stringify(seen.body)).not.toMatch(
      new RegExp(
        `Bhavani|Venkataraman|4711|1971|widow|Temple|641001|${merged.email}|${merged.phone.slice(1)}`,
      ),
    );
  });
});
