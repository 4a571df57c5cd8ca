import type { ApprovalRiskOf } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { ReadMergeAccount } from '../merges/index.ts';
import type { ApprovalRecord } from './approval-record.ts';
import { PlanOfErasure } from './plan-of-erasure.ts';
import { readErasureRisks } from './read-erasure-risks.ts';
import { readMergeRisks } from './read-merge-risks.ts';

/**
 * The risks of what waits on one page of the queue, as each approval itself names them. Nothing is planned anew for it: of
 * the merges all accounts are read at once, and then of each what was proven and what happened, by index.
 */
@Injectable()
export class QueueRisks {
  constructor(
    private readonly reader: ReadMergeAccount,
    private readonly erasures: PlanOfErasure,
    private readonly policies: PolicyInForce,
  ) {}

  /** By the approval's id; nothing of those that are decided, or are about a change. */
  async run(
    em: EntityManager,
    now: Date,
    approvals: readonly ApprovalRecord[],
  ): Promise<ReadonlyMap<string, readonly ApprovalRiskOf[]>> {
    const waiting = approvals.filter(({ state }) => state === 'waiting');
    const merges = waiting.filter(({ mergeId }) => mergeId !== null);
    const both = ({ accountId, otherId }: ApprovalRecord) => [
      accountId,
      ...(otherId === null ? [] : [otherId]),
    ];
    const accounts = await this.reader.facts(em, [...new Set(merges.flatMap(both))], now);
    const risks = new Map<string, readonly ApprovalRiskOf[]>();
    const policy = await this.policies.read(em);
    for (const merge of merges)
      risks.set(merge.id, await readMergeRisks(em, now, merge, { accounts, policy }));
    for (const erasure of waiting.filter(({ erasureId }) => erasureId !== null)) {
      const current = await this.erasures.run(em, now, erasure, { lock: false });
      risks.set(erasure.id, await readErasureRisks(em, now, this.policies, current));
    }
    return risks;
  }
}
