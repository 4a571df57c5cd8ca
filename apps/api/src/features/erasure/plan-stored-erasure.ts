import { type ErasureFacts, type ErasurePlan, planErasure, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AccountRecord, AccountReader } from '../accounts/index.ts';
import { lockPerson, readErasureFacts } from './read-erasure-facts.ts';

/** What an erasure would do now. */
export type ErasureAnew = {
  readonly facts: ErasureFacts;
  readonly accounts: readonly AccountRecord[];
  /** The cases of the person; empty where nothing was locked. */
  readonly caseIds: readonly string[];
  readonly plan: ErasurePlan | Refusal;
};

/** Plans the erasure of a person from what the database says now. */
@Injectable()
export class PlanStoredErasure {
  constructor(private readonly reader: AccountReader) {}

  /** `lock`: whether it is to be asked for, decided or carried out. Undefined where there is no such account. */
  async run(
    em: EntityManager,
    now: Date,
    accountId: string,
    { lock }: { readonly lock: boolean },
  ): Promise<ErasureAnew | undefined> {
    const locked = lock ? await lockPerson(em, accountId) : undefined;
    const facts = locked?.facts ?? (await readErasureFacts(em, accountId));
    if (!facts) return undefined;
    const ids = [facts.account, ...facts.tombstones].map(({ id }) => id);
    const accounts = await this.reader.facts(em, ids, now);
    return { facts, accounts, caseIds: locked?.caseIds ?? [], plan: planErasure(facts) };
  }
}
