import type { ApprovalView } from '@relink/contract';
import { v7 as uuidv7 } from 'uuid';
import { carryOut } from './harness/merge-scene.ts';
import { aWaitingPair, whereStands } from './harness/merging.ts';
import { type Browser, TestDesk } from './harness/test-desk.ts';
import { whileHeld } from './harness/while-held.ts';

type Agent = Browser & { id: string };
type Problem = { code: string };

describe('an approval that is not one', () => {
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
  const approve = async (agent: Agent, id: string) =>
    (await agent.post<ApprovalView & Problem>(`/api/approvals/${id}/approve`, {})).body;
  /** Neither the merge nor anything of its accounts: whatever was answered, the worker finds nothing to do. */
  const notExecuted = async ({ mergeId, otherId }: { mergeId: string; otherId: string }) => {
    await carryOut(desk, mergeId);
    expect((await whereStands(desk, mergeId))?.merge).not.toBe('done');
    expect(await desk.sql('select status from account where id = $1', [otherId])).toEqual([
      { status: 'active' },
    ]);
  };

  it('given by who asked for it', async () => {
    const sam = await desk.signedIn('supervisor');
    const asked = await waiting(sam);
    expect((await approve(sam, asked.approvalId)).code).toBe('own-request');
    await notExecuted(asked);
  });

  it('given to what the accounts are not any more', async () => {
    for (const which of ['survivorId', 'otherId'] as const) {
      const asked = await waiting();
      await desk.sql('update account set security_version = security_version + 1 where id = $1', [
        asked[which],
      ]);
      expect((await approve(vera, asked.approvalId)).code).toBe('approval-void');
      await notExecuted(asked);
    }
  });

  it('given to another plan than was asked for', async () => {
    const asked = await waiting();
    await desk.sql(`update merge set choices = '{"names": "other"}' where id = $1`, [asked.mergeId]);
    const [{ hash } = { hash: '' }] = await desk.sql<{ hash: string }>(
      'select plan_hash as hash from approval where id <> $1 limit 1',
      [asked.approvalId],
    );
    await desk.sql('update approval set plan_hash = $2 where id = $1', [asked.approvalId, hash]);
    expect((await approve(vera, asked.approvalId)).code).toBe('approval-void');
    await notExecuted(asked);
  });

  it('given too late', async () => {
    const asked = await waiting();
    desk.pass({ hours: 4, minutes: 1 });
    const late = await desk.signedIn('supervisor');
    expect((await approve(late, asked.approvalId)).code).toBe('approval-expired');
    await notExecuted(asked);
    desk.pass({ hours: -4, minutes: -1 });
  });

  it('given a second time: what was done once is not done again', async () => {
    const asked = await waiting();
    expect((await approve(vera, asked.approvalId)).state).toBe('approved');
    expect(await carryOut(desk, asked.mergeId)).toBe('done');
    const sam = await desk.signedIn('supervisor');
    for (const again of [vera, sam])
      expect((await approve(again, asked.approvalId)).code).toBe('approval-decided');
    expect(await carryOut(desk, asked.mergeId)).toBe('settled');
  });

  it('given by somebody whose role was taken away, before or at that very moment', async () => {
    for (const text of [
      `update agent set role = 'agent' where id = $1`,
      'update agent set disabled_at = now() where id = $1',
    ]) {
      const sam = await desk.signedIn('supervisor');
      const asked = await waiting();
      // Their session still lives: only the row says that they may no longer.
      const answer = await whileHeld(desk, { text, values: [sam.id] }, () => approve(sam, asked.approvalId));
      expect(answer.code).toBe('not-permitted');
      await notExecuted(asked);
      expect(['not-permitted', 'signed-out']).toContain((await approve(sam, asked.approvalId)).code);
      await notExecuted(asked);
    }
  });

  it('given by somebody, or to somebody, who is shut out before the worker comes to it', async () => {
    for (const whose of ['approver', 'role', 'requester'] as const) {
      const [jon, sam] = [await desk.signedIn('agent'), await desk.signedIn('supervisor')];
      const asked = await waiting(jon);
      expect((await approve(sam, asked.approvalId)).state).toBe('approved');
      if (whose === 'role') await desk.sql(`update agent set role = 'agent' where id = $1`, [sam.id]);
      else
        await desk.sql('update agent set disabled_at = now() where id = $1', [
          whose === 'approver' ? sam.id : jon.id,
        ]);
      await notExecuted(asked);
      expect(await whereStands(desk, asked.mergeId)).toMatchObject({
        merge: 'refused',
        refusal: 'approval-void',
      });
    }
  });

  describe('written by whoever has the application’s own connection', () => {
    const asApplication = async (text: string, values: unknown[]) => {
      await desk.sql('set role relink_app');
      try {
        return await desk.sql(text, values);
      } finally {
        await desk.sql('reset role');
      }
    };
    const decide = `update approval set state = 'approved', decided_by = $2, decided_at = now() where id = $1`;

    it('for who asked, who took the evidence, an agent, or nobody', async () => {
      const sam = await desk.signedIn('supervisor');
      const asked = await waiting(sam);
      for (const by of [sam.id, mira.id, uuidv7(), null])
        await expect(asApplication(decide, [asked.approvalId, by])).rejects.toThrow(/check/);
      await notExecuted(asked);
    });

    it('for somebody who may not any more', async () => {
      const asked = await waiting();
      const sam = await desk.signedIn('supervisor');
      await desk.sql('update agent set disabled_at = now() where id = $1', [sam.id]);
      await expect(asApplication(decide, [asked.approvalId, sam.id])).rejects.toThrow(/check/);
      await notExecuted(asked);
    });

    it('over who asked, who took part, what was asked for, until when, or what was decided', async () => {
      const asked = await waiting();
      for (const set of [
        'requested_by = null',
        `taken_part_in = '{}'`,
        'plan_hash = plan_hash',
        `security_versions = '{}'`,
        `expires_at = now() + interval '1 year'`,
      ])
        await expect(
          asApplication(`update approval set ${set} where id = $1`, [asked.approvalId]),
        ).rejects.toThrow(/permission denied/);
      await vera.post(`/api/approvals/${asked.approvalId}/reject`, { reason: 'Two cousins.' });
      await expect(
        asApplication(
          `update approval set state = 'waiting', decided_by = null, decided_at = null where id = $1`,
          [asked.approvalId],
        ),
      ).rejects.toThrow(/check/);
      await notExecuted(asked);
    });

    it('past the approval, straight to the worker', async () => {
      const asked = await waiting();
      for (const state of ['queued', 'running'])
        await expect(
          asApplication('update merge set state = $2, approved_by = $3 where id = $1', [
            asked.mergeId,
            state,
            vera.id,
          ]),
        ).rejects.toThrow(/check/);
      await notExecuted(asked);
    });
  });
});
