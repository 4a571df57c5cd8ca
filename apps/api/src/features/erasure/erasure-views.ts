import type { ErasurePlanView, ErasureStanding } from '@relink/contract';
import { type ErasurePlan, isRefusal } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Executor, runSql } from '../../platform/database/named-statement.ts';
import type { AgentContext } from '../../platform/guard/request-context.ts';
import { problem } from '../../platform/problems/problem.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { AuditLog } from '../audit/index.ts';
import { hashPlan } from '../identifiers/index.ts';
import { PlanStoredErasure } from './plan-stored-erasure.ts';

const STANDING = `select a.erased_at as "erasedAt",
    exists (select from account_hold h where h.account_id = a.id and h.kind = 'legal-hold' and h.ended_at is null) as "shopHold",
    (select json_build_object('id', h.id, 'reason', h.reason, 'placedAt', h.placed_at, 'placedByName', g.name)
       from legal_hold h join agent g on g.id = h.placed_by where h.account_id = a.id and h.lifted_at is null) as "legalHold",
    (select json_build_object('id', e.id, 'state', e.state, 'refusal', e.refusal, 'requestedAt', e.requested_at,
              'requestedByName', r.name, 'approvedByName', b.name, 'executedAt', e.executed_at,
              'approvalId', (select p.id from approval p where p.erasure_id = e.id))
       from erasure e left join agent r on r.id = e.requested_by left join agent b on b.id = e.approved_by
      where e.account_id = a.id order by e.requested_at desc, e.id desc limit 1) as erasure
  from account a where a.id = $1`;
const COUNTS = `with mine as (select case_id from case_account where account_id = any($1::uuid[]))
  select (select count(*) from identifier where account_id = any($1::uuid[]))::integer as identifiers,
    (select count(*) from address where account_id = any($1::uuid[]))::integer as addresses,
    (select count(*) from shop_order where account_id = any($1::uuid[]))::integer as orders,
    (select count(*) from message where account_id = any($1::uuid[]))::integer as messages,
    (select count(distinct case_id) from mine)::integer as cases,
    (select count(*) from case_note where case_id in (select case_id from mine))::integer as notes`;

type StandingRow = {
  erasedAt: Date | null;
  shopHold: boolean;
  legalHold: NonNullable<ErasureStanding['legalHold']> | null;
  erasure: NonNullable<ErasureStanding['erasure']> | null;
};

/** How customers stand to being erased, as admins see it. */
@Injectable()
export class ErasureViews {
  constructor(
    private readonly transaction: Transaction,
    private readonly plans: PlanStoredErasure,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `not-found`. That it was looked at is recorded. */
  async load(context: AgentContext, accountId: string): Promise<ErasureStanding> {
    const view = await this.transaction.run(async (em, now) => {
      const standing = await this.standing(em, now, accountId);
      if (standing)
        await this.audit.record(em, { ...context, now }, { action: 'erasure.previewed', accountId });
      return standing;
    });
    if (!view) throw problem('not-found');
    return view;
  }

  private async standing(
    em: EntityManager,
    now: Date,
    accountId: string,
  ): Promise<ErasureStanding | undefined> {
    const [row] = await runSql<StandingRow>(em, STANDING, [accountId]);
    const anew = await this.plans.run(em, now, accountId, { lock: false });
    if (!row || !anew) return undefined;
    const { plan } = anew;
    return {
      accountId,
      erasedAt: row.erasedAt?.toISOString() ?? null,
      shopHold: row.shopHold,
      legalHold: row.legalHold && { ...row.legalHold, placedAt: iso(row.legalHold.placedAt) },
      erasure: row.erasure && {
        ...row.erasure,
        requestedAt: iso(row.erasure.requestedAt),
        executedAt: row.erasure.executedAt && iso(row.erasure.executedAt),
      },
      plan: isRefusal(plan) ? null : await erasurePlanViewOf(em, plan),
      notPossible: isRefusal(plan) ? plan.code : null,
    };
  }
}

/** A plan as a person reads it. */
export async function erasurePlanViewOf(executor: Executor, plan: ErasurePlan): Promise<ErasurePlanView> {
  const [counts] = await runSql<ErasurePlanView['counts']>(executor, COUNTS, [plan.accountIds]);
  if (!counts) throw new Error('Counting gives one row.');
  return {
    planHash: hashPlan(plan),
    accountIds: [...plan.accountIds],
    erases: [...plan.erases],
    keeps: plan.keeps.map((each) => ({ ...each })),
    counts,
  };
}

/** PostgreSQL writes instants into JSON with its own offset. */
function iso(instant: string): string {
  return new Date(instant).toISOString();
}
