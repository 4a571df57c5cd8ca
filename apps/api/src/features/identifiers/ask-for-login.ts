import {
  isRefusal,
  type PendingKind,
  type Plan,
  type Policy,
  type Refusal,
  verifiedLogins,
} from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import type { AccountRecord } from '../accounts/index.ts';
import { PrivateContacts } from '../agents/index.ts';
import { AuditLog } from '../audit/index.ts';
import { ChallengeBook } from '../verification/index.ts';
import { ExecutePlan, type Execution } from './execute-plan.ts';

/** A plan that gives an account an e-mail or phone: asked for, or moved at once. */
export type LoginPlan = Omit<Execution, 'added'> & {
  readonly account: AccountRecord;
  readonly policy: Policy;
  readonly plan: Plan;
  readonly added: NonNullable<Execution['added']>;
  /** The account it moves away from, where it moves at once: an e-mail only. */
  readonly movedFrom: string | null;
  /** Whether nothing but a document stands for the caller: then it takes a second person's yes, whoever confirms it. */
  readonly documentOnly: boolean;
};

// Kept with the change: its holder confirms it when the evidence has faded, and it still has to wait for a second person.
const RESTS_ON_DOCUMENT = {
  name: 'change_rests_on_document',
  text: `update identifier_change set hold_reasons = hold_reasons || '{document-only}'
          where id = $1 and not 'document-only' = any(hold_reasons)`,
};

/** Carries out what gives an account a new login, from the desk or from the portal, and writes it down. */
@Injectable()
export class AskForLogin {
  constructor(
    private readonly book: ChallengeBook,
    private readonly executor: ExecutePlan,
    private readonly privateContacts: PrivateContacts,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The change that came of it. Refusals, which the caller records: private-contact where agents would give an account
   * a contact of their own, and those of the limits of codes.
   */
  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { account, plan, movedFrom, documentOnly, ...execution }: LoginPlan,
  ): Promise<Done | Refusal> {
    const { policy, origin, caseId, added } = execution;
    const { kind } = added;
    if (await this.isOwn(em, context, account.id, added)) return { code: 'private-contact' };
    const to = {
      destination: added.normalised,
      purpose: `${kind}-confirmation`,
      accountId: account.id,
    } as const;
    const limit = movedFrom === null ? await this.book.limits(em, now, policy, to) : null;
    if (isRefusal(limit)) return limit;
    const { planHash, identifierId, changeId } = await this.executor.run(em, now, context, plan, execution);
    if (changeId === null) throw new Error('Such a plan adds a login, and with it a change.');
    if (documentOnly) await runNamed(em, RESTS_ON_DOCUMENT, [changeId]);
    await this.audit.record(
      em,
      { ...context, now },
      {
        ...(caseId !== null && { caseId }),
        accountId: account.id,
        origin,
        action: movedFrom === null ? `identifier.${kind}-requested` : 'identifier.email-moved',
        facts: {
          planHash,
          changeId,
          identifierId,
          policyVersion: policy.version,
          ...(movedFrom !== null && { fromAccountId: movedFrom }),
        },
        before: { [`${kind}s`]: loginsOf(account, kind) },
        after: { [kind]: added.value, state: movedFrom === null ? 'pending' : 'effective' },
      },
    );
    return { resourceId: changeId, result: undefined };
  }

  private async isOwn(
    em: EntityManager,
    { principal }: RequestContext,
    id: string,
    { kind, normalised }: LoginPlan['added'],
  ): Promise<boolean> {
    if (principal.kind !== 'agent') return false;
    const carrier = { id, identifiers: [{ kind, normalised, state: 'pending' }] } as const;
    return this.privateContacts.isCarriedBy(em, principal.id, carrier);
  }
}

function loginsOf(account: AccountRecord, kind: PendingKind): string[] {
  const ids = new Set(verifiedLogins(account, kind).map(({ id }) => id));
  return account.identifiers.filter(({ id }) => ids.has(id)).map(({ value }) => value);
}
