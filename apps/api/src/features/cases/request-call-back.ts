import type { PortalCallBackAnswer, PortalCallBackRequest } from '@relink/contract';
import { days, isRefusal, readCallBack, type Refusal } from '@relink/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { lockOn } from '../../platform/database/advisory-locks.ts';
import { type Settings, SETTINGS } from '../../platform/config/settings.ts';
import { runSql } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import type { Done } from '../../platform/idempotency/changes.ts';
import { PolicyInForce } from '../../platform/policy/policy-in-force.ts';
import { AuditLog } from '../audit/index.ts';
import { insertCase } from './insert-case.ts';

const LOCK_PHONE = `select pg_advisory_xact_lock(${lockOn('callBackPhone', '$1')})`;
const ASKED = `select count(*) filter (where b.requested_at > $2)::int as today,
    (array_agg(b.case_id) filter (where c.state <> 'closed'))[1] as "openCaseId"
  from call_back b join recovery_case c on c.id = b.case_id where b.normalised = $1`;
const KEEP = `insert into call_back (case_id, phone, normalised, wished_at, language, requested_at)
  values ($1, $2, $3, $4, $5, $6)`;
// Whoever asks under another's number can bring the call forward and never put it off.
const WISH_AGAIN = `update call_back set wished_at = least(wished_at, $2)
  where case_id = $1 and wished_at is not null`;
const WISH_SOON = 'update call_back set wished_at = null where case_id = $1';

/**
 * A customer who cannot sign in asks to be called: a case that is nobody's yet. Nothing is looked up about the number,
 * so the answer can tell nothing about accounts. Who has asked already and was not called yet waits in one case.
 */
@Injectable()
export class RequestCallBack {
  constructor(
    private readonly policy: PolicyInForce,
    private readonly audit: AuditLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async run(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    { phone, wishedAt, language }: PortalCallBackRequest,
  ): Promise<Done<PortalCallBackAnswer> | Refusal> {
    const policy = await this.policy.read(em);
    const asked = readCallBack({ phone, wishedAt }, this.settings.shopCountries, now, policy);
    if (isRefusal(asked)) return this.refused(em, now, context, asked);
    await runSql(em, LOCK_PHONE, [asked.e164]);
    const [before] = await runSql<{ today: number; openCaseId: string | null }>(em, ASKED, [
      asked.e164,
      new Date(now.getTime() - days(1)),
    ]);
    if (before?.openCaseId) return this.askedAgain(em, now, context, before.openCaseId, wishedAt);
    if ((before?.today ?? 0) >= policy.numbers.callBack.perPhonePerDay)
      return this.refused(em, now, context, { code: 'too-many-tries' });
    const { id, reference } = await insertCase(em, now, { channel: 'call-back', ticket: '', agentId: null });
    const wished = wishedAt === undefined ? null : new Date(wishedAt);
    await runSql(em, KEEP, [id, phone, asked.e164, wished, language, now]);
    await this.audit.record(
      em,
      { ...context, now },
      {
        action: 'case.opened',
        origin: 'portal',
        caseId: id,
        facts: { reference, channel: 'call-back', language, withWish: wished !== null },
      },
    );
    return accepted(id);
  }

  /** Their place in the queue stays, of two wished times the earlier counts, and the answer is the same as to everybody. */
  private async askedAgain(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    caseId: string,
    wishedAt: string | undefined,
  ): Promise<Done<PortalCallBackAnswer>> {
    if (wishedAt === undefined) await runSql(em, WISH_SOON, [caseId]);
    else await runSql(em, WISH_AGAIN, [caseId, new Date(wishedAt)]);
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'case.call-back-asked-again', origin: 'portal', caseId },
    );
    return accepted(caseId);
  }

  private async refused(
    em: EntityManager,
    now: Date,
    context: RequestContext,
    refusal: Refusal,
  ): Promise<Refusal> {
    await this.audit.record(
      em,
      { ...context, now },
      { action: 'case.opened', outcome: 'refused', origin: 'portal', facts: { code: refusal.code } },
    );
    return refusal;
  }
}

function accepted(caseId: string): Done<PortalCallBackAnswer> {
  return { resourceId: caseId, result: { accepted: true } };
}
