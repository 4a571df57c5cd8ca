import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '@relink/testing';
import { v7 as uuidv7 } from 'uuid';
import { seat } from '../staged-desk/hire.ts';
import type { Sender } from '../staged-desk/sender.ts';
import type { Situation } from './known-values.ts';
import { postAs } from './post-as.ts';

/** How far the two accounts of a situation have come: found, about to be merged, waiting, merged, about to be parted. */
export const MERGE_STAGES = ['duplicate', 'mergeable', 'merge-waiting', 'merged', 'undo-waiting'] as const;
type MergeStage = (typeof MERGE_STAGES)[number];

const REASON = 'The same customer, who says so.';
const PATIENCE_MS = 5000;
const LOOK_EVERY_MS = 50;

// The worker may have found them before.
const PAIR = `insert into duplicate (id, realm, account_a, account_b, weight, probability, reasons, state, found_at)
  select $1, realm, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), 12, 0.99, '[]', 'open', now()
    from account where id = $2
  on conflict (account_a, account_b) do update set state = 'open' returning id`;
const PASS = `insert into duplicate_pass (id, state, step, created_at, finished_at)
  values ($1, 'finished', 'done', now(), now())`;

/** Brings a case with both accounts of the story, the older one verified, to where a merge or its undoing is asked about. */
export class StageMerges {
  constructor(
    private readonly db: Database,
    private readonly sender: Sender,
    private readonly passwordHash: string,
  ) {}

  /** As far as the desk lets it come. */
  async advance(situation: Situation, stage: MergeStage): Promise<Situation> {
    if (stage === 'duplicate') return this.found(situation);
    const mergeable = await this.previewed(situation);
    if (stage === 'mergeable') return mergeable;
    const waiting = await this.asked(mergeable);
    if (stage === 'merge-waiting') return waiting;
    const merged = await this.carriedOut(waiting);
    return stage === 'merged' ? merged : this.undoAsked(merged);
  }

  private async found(situation: Situation): Promise<Situation> {
    const { accountId, duplicateId } = situation.values;
    const [pair] = (await this.db.sql(PAIR, [uuidv7(), accountId, duplicateId])) as { id: string }[];
    const pass = uuidv7();
    await this.db.sql(PASS, [pass]);
    return {
      ...situation,
      aims: ['/dismiss', '/duplicates/{id}', '/duplicates', '/duplicate-passes/{id}'],
      values: { ...situation.values, reason: REASON },
      ids: { ...situation.ids, 'duplicate-passes': pass, ...(pair && { duplicates: pair.id }) },
    };
  }

  private async previewed(situation: Situation): Promise<Situation> {
    const { accountId: survivorId = '', duplicateId: otherId = '', caseId = '' } = situation.values;
    const body = { accountIds: [survivorId, otherId], survivorId };
    const seen = await this.post(situation, `/api/cases/${caseId}/merges/preview`, body);
    return {
      ...situation,
      aims: ['/merges', '/merges/preview'],
      values: {
        ...situation.values,
        'accountIds.0': survivorId,
        'accountIds.1': otherId,
        survivorId,
        otherId,
        reason: REASON,
        ...planHashIn(seen),
      },
    };
  }

  private async asked(situation: Situation): Promise<Situation> {
    const { survivorId, otherId, caseId = '', planHash } = situation.values;
    const body = { survivorId, otherId, planHash, reason: REASON };
    const merge = await this.post(situation, `/api/cases/${caseId}/merges`, body);
    return {
      ...situation,
      aims: ['/approve', '/reject', '/approvals/{id}', '/merges/{id}'],
      ids: {
        ...situation.ids,
        ...(typeof merge?.['id'] === 'string' && { merges: merge['id'] }),
        ...(typeof merge?.['approvalId'] === 'string' && { approvals: merge['approvalId'] }),
      },
    };
  }

  /** A supervisor says yes, and the worker has done it. */
  private async carriedOut(situation: Situation): Promise<Situation> {
    const { approvals = '', merges = '' } = situation.ids;
    const supervisor = await seat(this.db, 'supervisor', this.passwordHash);
    await postAs(this.sender, supervisor.cookie, `/api/approvals/${approvals}/approve`, {});
    const end = performance.now() + PATIENCE_MS;
    while (performance.now() < end) {
      const [merge] = await this.db.sql(`select 1 from merge where id::text = $1 and state = 'done'`, [
        merges,
      ]);
      if (merge) break;
      await wait(LOOK_EVERY_MS);
    }
    const seen = await this.post(situation, `/api/merges/${merges}/undo/preview`, { decisions: {} });
    return {
      ...situation,
      aims: ['/undo', '/undo/preview', '/merges/{id}'],
      values: { ...situation.values, ...planHashIn(seen) },
    };
  }

  private async undoAsked(situation: Situation): Promise<Situation> {
    const body = { decisions: {}, planHash: situation.values['planHash'], reason: REASON };
    const merge = await this.post(situation, `/api/merges/${situation.ids['merges'] ?? ''}/undo`, body);
    const undo = (merge?.['undo'] ?? {}) as { approvalId?: string };
    return {
      ...situation,
      aims: ['/approve', '/reject', '/approvals/{id}', '/merges/{id}'],
      ids: { ...situation.ids, ...(undo.approvalId !== undefined && { approvals: undo.approvalId }) },
    };
  }

  private post({ cookie }: Situation, path: string, body: object) {
    return postAs(this.sender, cookie, path, body);
  }
}

function planHashIn(preview: Readonly<Record<string, unknown>> | undefined): { planHash?: string } {
  const planHash = preview?.['planHash'];
  return typeof planHash === 'string' ? { planHash } : {};
}
