import type { ObjectionResponse } from '@relink/contract';
import { type AuditAction, objectionAgainst, type Refusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { hashToken } from '../../platform/guard/sessions.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { Overtaken } from '../../platform/transaction/transaction.ts';
import { AccountReader, type AccountRecord } from '../accounts/index.ts';
import { AuditLog } from '../audit/index.ts';
import { distrustCallers, lockOpenCasesOf } from '../cases/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { LockOpposed } from './lock-opposed.ts';
import { LockSurvivor } from './lock-survivor.ts';
import {
  keepObjection,
  linkBehind,
  type ObjectionLink,
  refusedBefore,
  useLink,
} from './objection-links.repository.ts';
import { OpposeMerge } from './oppose-merge.ts';
import { readStoredChange } from './stored-change.ts';
import { TakeEffect } from './take-effect.ts';

type Came = { readonly outcome: ObjectionResponse['outcome']; readonly approvalId: string | null };

/**
 * "This wasn't me", by a contact that was told. Before the effect the change is cancelled; after it the account is locked
 * and taking it back is put before a supervisor: an old contact alone cannot undo a rightful recovery. Each link once, and
 * each contact once about the same thing. Unknown, used, expired and repeated ones all get the same no.
 */
@Injectable()
export class OpposeChange {
  constructor(
    private readonly accounts: AccountReader,
    private readonly take: TakeEffect,
    private readonly lock: LockOpposed,
    private readonly survivors: LockSurvivor,
    private readonly merges: OpposeMerge,
    private readonly book: ChallengeBook,
    private readonly audit: AuditLog,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    token: string,
  ): Promise<Done<ObjectionResponse> | Refusal> {
    const tokenHash = hashToken(token);
    const known = await linkBehind(em, tokenHash);
    // Cases are locked before accounts everywhere, and the account before its link: who presses two links at once, or while a supervisor decides, waits.
    const living = known && (await this.accounts.living(em, known.accountId, now));
    const caseIds = living ? await lockOpenCasesOf(em, living.id) : [];
    const account = known && living && (await this.locked(em, now, known, living));
    const link = known && (await useLink(em, now, tokenHash));
    if (!link || !account) return this.refused(em, now, context, known);
    const id = uuidv7();
    const { outcome, approvalId } = await this.oppose(em, now, context, { link, account });
    // Else whoever was verified a moment ago would ask for the same again.
    if (outcome !== 'noted') await distrustCallers(em, now, caseIds);
    await keepObjection(em, now, { ...link, id, outcome, approvalId });
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: actionOf(link),
        origin: 'portal',
        accountId: link.accountId,
        ...(link.caseId !== null && { caseId: link.caseId }),
        facts: {
          changeId: link.changeId,
          mergeId: link.mergeId,
          identifierId: link.identifierId,
          outcome,
          approvalId,
        },
        before: { toldTo: link.destination },
      },
    );
    return { resourceId: id, result: { outcome } };
  }

  /** Locks the account that somebody was told of; where it was merged since, its survivor too. The answer is what it is now. */
  private async locked(
    em: EntityManager,
    now: Date,
    { accountId }: ObjectionLink,
    living: AccountRecord,
  ): Promise<AccountRecord | undefined> {
    const locked = await this.accounts.lock(em, [...new Set([accountId, living.id])], now);
    const account = locked.find(({ id }) => id === accountId);
    if ((account?.mergedInto ?? accountId) !== living.id)
      throw new Overtaken('The account was merged, or parted, while it was waited for.');
    return locked.find(({ id }) => id === living.id);
  }

  private async oppose(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { link, account }: { readonly link: ObjectionLink; readonly account: AccountRecord },
  ): Promise<Came> {
    const { accountId, changeId, mergeId } = link;
    if (mergeId !== null) {
      const outcome = await this.merges.run(em, now, context, { link, mergeId, account });
      return { outcome, approvalId: null };
    }
    const change = changeId === null ? null : ((await readStoredChange(em, changeId)) ?? null);
    // A password that was set is in effect.
    const against = change === null ? 'lock' : objectionAgainst(change.state);
    if (against === 'nothing') return { outcome: 'noted', approvalId: null };
    if (change !== null && against === 'cancel') {
      await this.take.giveUp(em, now, context, change.id, { why: 'opposed' });
      await this.book.supersedeAll(em, now, accountId, `${change.kind}-confirmation`);
      await this.lock.notice(em, now, link);
      return { outcome: 'cancelled', approvalId: null };
    }
    // Whoever kept an old mailbox may warn again, but not lock its owner out again.
    if (await refusedBefore(em, link)) {
      await this.lock.notice(em, now, link);
      return { outcome: 'noted', approvalId: null };
    }
    if (account.id !== accountId) {
      await this.lock.notice(em, now, link);
      await this.survivors.run(em, now, context, { link, survivor: account });
      return { outcome: 'locked', approvalId: null };
    }
    return this.lock.run(em, now, context, { link, change });
  }

  private async refused(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    known: ObjectionLink | undefined,
  ): Promise<Refusal> {
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'identifier.objection-refused',
        outcome: 'refused',
        origin: 'portal',
        ...(known && { accountId: known.accountId }),
        facts: { code: 'link-not-accepted', changeId: known?.changeId ?? null },
      },
    );
    return { code: 'link-not-accepted' };
  }
}

function actionOf({ changeId, mergeId }: ObjectionLink): AuditAction {
  if (mergeId !== null) return 'merge.opposed';
  return changeId === null ? 'credential.password-opposed' : 'identifier.change-opposed';
}
