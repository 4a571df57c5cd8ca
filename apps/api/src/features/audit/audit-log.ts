import { createHash } from 'node:crypto';
import type { AuditAction, Origin } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import type { QueryResultRow } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type Executor, type NamedStatement, runNamed } from '../../platform/database/named-statement.ts';
import type { RequestContext } from '../../platform/guard/request-context.ts';
import { Metrics } from '../../platform/observability/metrics.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';

/** Where a request-less event comes from: the worker, the import command, a start-up. */
export type SystemContext = {
  readonly principal: { readonly kind: 'system' };
  /** Only for somebody at the agents' door who has not come in. */
  readonly address: string | null;
  readonly now: Date;
};

/** One thing that happened. `facts` hold nothing personal; `before` and `after` may, and are sealed under the account's key. */
export type AuditEntry = {
  readonly action: AuditAction;
  readonly outcome?: 'done' | 'refused';
  readonly origin?: Origin;
  readonly caseId?: string;
  readonly accountId?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
};

type Row = readonly [
  id: string,
  at: Date,
  actorKind: string,
  actorId: string | null,
  address: string | null,
  origin: string | null,
  action: string,
  outcome: string,
  caseId: string | null,
  accountId: string | null,
  canonical: Buffer,
  hash: Buffer,
];

export const INSERT_AUDIT_EVENT = {
  name: 'audit_event_insert',
  text: `insert into audit_event
           (id, at, actor_kind, actor_id, address, origin, action, outcome, case_id, account_id, canonical, hash)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};
/**
 * An event, and what is kept together with it, only where `look` answers `allowed`; the statement answers the look. The
 * values of `look`, and after them those of `together`, are numbered from `$13`; `together` may read from `look`.
 */
export function eventWhereAllowed(look: NamedStatement, together?: NamedStatement): NamedStatement {
  return {
    name: `audit_event_of_${look.name}${together ? `_with_${together.name}` : ''}`,
    text: `with look as materialized (${look.text}),
      event as (insert into audit_event
           (id, at, actor_kind, actor_id, address, origin, action, outcome, case_id, account_id, canonical, hash)
         select $1::uuid, $2::timestamptz, $3::text, $4::uuid, $5::text, $6::text, $7::text, $8::text, $9::uuid,
           $10::uuid, $11::bytea, $12::bytea from look where look.allowed)
      ${together ? `, together as (${together.text})` : ''}
      select * from look`,
  };
}

const INSERT_MANY = {
  name: 'audit_event_insert_many',
  text: `insert into audit_event
           (id, at, actor_kind, actor_id, address, origin, action, outcome, case_id, account_id, canonical, hash)
         select * from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[],
           $8::text[], $9::uuid[], $10::uuid[], $11::bytea[], $12::bytea[])`,
};

/**
 * The only writer of audit events. An event is written in the transaction of what it records, as canonical bytes
 * (RFC 8785) with the hash that will be its Merkle leaf (RFC 6962, section 2.1: SHA-256 of 0x00 and the bytes).
 */
@Injectable()
export class AuditLog {
  constructor(
    private readonly keys: CustomerKeys,
    private readonly metrics: Metrics,
  ) {}

  /** Records one event and returns its id. */
  async record(
    executor: Executor,
    context: RequestContext | SystemContext,
    entry: AuditEntry,
  ): Promise<string> {
    const row = await this.rowOf(executor, context, entry);
    await runNamed(executor, INSERT_AUDIT_EVENT, row);
    return row[0];
  }

  /**
   * Records one event in the very statement of what it records, which {@link eventWhereAllowed} made: all of it is kept
   * or nothing, without a transaction's round trips. Answers what the statement does.
   */
  async recordWith<Answer extends QueryResultRow>(
    executor: Executor,
    context: RequestContext | SystemContext,
    entry: AuditEntry,
    statement: NamedStatement,
    values: readonly unknown[],
  ): Promise<Answer[]> {
    const row = await this.rowOf(executor, context, entry);
    return runNamed<Answer>(executor, statement, [...row, ...values]);
  }

  /** Records many events with one statement. */
  async recordMany(
    executor: Executor,
    context: RequestContext | SystemContext,
    entries: readonly AuditEntry[],
  ): Promise<void> {
    if (entries.length === 0) return;
    const rows: Row[] = [];
    for (const entry of entries) rows.push(await this.rowOf(executor, context, entry));
    const columns = Array.from({ length: 12 }, (_, column) => rows.map((row) => row[column]));
    await runNamed(executor, INSERT_MANY, columns);
  }

  private async rowOf(
    executor: Executor,
    context: RequestContext | SystemContext,
    entry: AuditEntry,
  ): Promise<Row> {
    const id = uuidv7();
    const { principal, now } = context;
    const actorKind = principal.kind === 'agent' || principal.kind === 'system' ? principal.kind : 'customer';
    const actorId =
      principal.kind === 'agent' ? principal.id : principal.kind === 'customer' ? principal.accountId : null;
    // A customer's network address is personal, and sealed below; at the agents' door it is the shop's own concern.
    const address = actorKind === 'customer' ? null : context.address;
    const personal = {
      ...(entry.before && { before: entry.before }),
      ...(entry.after && { after: entry.after }),
      ...(actorKind === 'customer' && { address: context.address }),
    };
    const sealed =
      entry.accountId !== undefined && Object.keys(personal).length > 0
        ? await this.keys.seal(executor, entry.accountId, id, personal)
        : null;
    if (sealed === null && (entry.before ?? entry.after))
      throw new Error(`The event ${entry.action} has personal values but no account to seal them for.`);
    const canonical = canonicalize({
      v: 1,
      id,
      at: now.toISOString(),
      actor: { kind: actorKind, id: actorId, address },
      origin: entry.origin ?? null,
      action: entry.action,
      outcome: entry.outcome ?? 'done',
      caseId: entry.caseId ?? null,
      accountId: entry.accountId ?? null,
      facts: entry.facts ?? {},
      sealed: sealed?.toString('base64') ?? null,
    });
    if (canonical === undefined) throw new Error(`The event ${entry.action} has no canonical form.`);
    const bytes = Buffer.from(canonical);
    this.metrics.auditEvents.inc({ action: entry.action, outcome: entry.outcome ?? 'done' });
    return [
      id,
      now,
      actorKind,
      actorId,
      address,
      entry.origin ?? null,
      entry.action,
      entry.outcome ?? 'done',
      entry.caseId ?? null,
      entry.accountId ?? null,
      bytes,
      leafHash(bytes),
    ];
  }
}

/** RFC 6962, section 2.1: the hash of a leaf is SHA-256 over a zero byte and the entry. */
export function leafHash(canonical: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(canonical).digest();
}
