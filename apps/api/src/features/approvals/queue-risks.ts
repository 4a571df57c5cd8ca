import type { ApprovalRiskOf } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AccountReader } from '../accounts/index.ts';
import { readSearched } from '../duplicates/index.ts';
import { readPersons } from '../erasure/index.ts';
import { ReadMergeAccount } from '../merges/index.ts';
import type { ApprovalRecord } from './approval-record.ts';
import { readErasureRisks } from './read-erasure-risks.ts';
import { readMergeRisks } from './read-merge-risks.ts';

type Risks = ReadonlyMap<string, readonly ApprovalRiskOf[]>;

/**
 * The risks of what waits on one page of the queue, as each approval itself names them. Nothing is planned anew for it,
 * neither a merge nor an erasure: all accounts of the page are read at once, and what the search for duplicates has looked
 * at; then of each approval what was proven, what happened and what was ordered, by index. Whether it could still be carried
 * out is said where it is opened.
 */
@Injectable()
export class QueueRisks {
  constructor(
    private readonly mergeAccounts: ReadMergeAccount,
    private readonly accounts: AccountReader,
    private readonly policies: PolicyInForce,
  ) {}

  /** By the approval's id; nothing of those that are decided, or are about a change. */
  async run(em: EntityManager, now: Date, approvals: readonly ApprovalRecord[]): Promise<Risks> {
    const waiting = approvals.filter(({ state }) => state === 'waiting');
    return new Map([
      ...(await this.ofMerges(
        em,
        now,
        waiting.filter(({ mergeId }) => mergeId !== null),
      )),
      ...(await this.ofErasures(
        em,
        now,
        waiting.filter(({ erasureId }) => erasureId !== null),
      )),
    ]);
  }

  /** Of merges and of undoings. */
  private async ofMerges(em: EntityManager, now: Date, merges: readonly ApprovalRecord[]): Promise<Risks> {
    const accounts = await this.mergeAccounts.facts(em, accountsOf(merges), now);
    const searched = await readSearched(em, accountsOf(merges.filter(({ undoId }) => undoId === null)));
    const policy = await this.policies.read(em);
    const risks = new Map<string, readonly ApprovalRiskOf[]>();
    for (const merge of merges)
      risks.set(merge.id, await readMergeRisks(em, now, merge, { accounts, policy, searched }));
    return risks;
  }

  private async ofErasures(
    em: EntityManager,
    now: Date,
    erasures: readonly ApprovalRecord[],
  ): Promise<Risks> {
    const persons = await readPersons(em, accountsOf(erasures));
    const accounts = await this.accounts.facts(em, [...new Set([...persons.values()].flat())], now);
    const risks = new Map<string, readonly ApprovalRiskOf[]>();
    for (const { id, accountId } of erasures) {
      const person = accounts.filter((account) => persons.get(accountId)?.includes(account.id));
      risks.set(id, await readErasureRisks(em, now, this.policies, person));
    }
    return risks;
  }
}

function accountsOf(approvals: readonly ApprovalRecord[]): string[] {
  const both = approvals.flatMap(({ accountId, otherId }) => [accountId, otherId]);
  return [...new Set(both.filter((id) => id !== null))];
}
