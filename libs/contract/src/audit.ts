import { ORIGINS } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, line, listQuery } from './shared.ts';

/** What became of what an event records. */
export const EVENT_OUTCOMES = ['done', 'refused'] as const;

/**
 * An event of the log as it stands: values plain, opened from their ciphertext, or gone with their key. Its words are text:
 * one that was tampered with says words that the desk does not know, and is answered all the same.
 */
export const auditEventResponse = z
  .object({
    id: idSchema,
    at: instant,
    /** `agent`, `customer` or `system`. */
    actorKind: z.string(),
    actorId: z.string().nullable(),
    actorName: z.string(),
    address: z.string().nullable(),
    /** One of the origins, such as `case`. */
    origin: z.string().nullable(),
    action: z.string(),
    /** `done` or `refused`. */
    outcome: z.string(),
    caseId: z.string().nullable(),
    caseReference: z.string().nullable(),
    accountId: z.string().nullable(),
    /** What is not personal: kinds, counts, codes, plan hash. */
    facts: z.record(z.string(), z.unknown()),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    /** True when the customer's key was erased: `before` and `after` are then null. */
    erased: z.boolean(),
    /** True when the personal values are there and not shown: in a list of no case, account or one event, or beyond a limit. */
    withheld: z.boolean(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEventView = z.infer<typeof auditEventResponse>;

const anInstant = z.iso.datetime({ offset: true });

/** A place in the log: an event of it, or, without an id, an instant. */
const place = z.strictObject({ at: anInstant, id: idSchema.optional() });

/** What events are chosen by; all that is given must hold. Several agents or actions: any of them. */
export const auditConditions = z.strictObject({
  id: idFilter.optional(),
  agentId: idSchema.optional(),
  agentIds: z.array(idSchema).min(1).max(20).optional(),
  /** What the action's name begins with. */
  action: z.string().max(100).optional(),
  actions: z.array(z.string().min(1).max(100)).min(1).max(40).optional(),
  outcome: z.enum(EVENT_OUTCOMES).optional(),
  origin: z.enum(ORIGINS).optional(),
  caseId: idSchema.optional(),
  accountId: idSchema.optional(),
  /** With `accountId`: the accounts merged with it too. */
  withMerged: z.boolean().optional(),
  /** From where, as it is shown; only agents' addresses are looked up, customers' are sealed. */
  address: z.string().trim().min(1).max(100).optional(),
  from: anInstant.optional(),
  to: anInstant.optional(),
});
export type AuditConditions = z.infer<typeof auditConditions>;

export const AUDIT_SORTS = ['id', 'at'] as const;

/**
 * `before` and `after` are places to page from at any depth: only what is older, or newer, than the place. `range` counts
 * from there: with `after` and the newest first, the page shows the events nearest to the place, the newest first.
 */
export const auditQuery = listQuery(
  auditConditions.extend({ before: place.optional(), after: place.optional() }),
  AUDIT_SORTS,
);
export type AuditQuery = z.infer<typeof auditQuery>;

/**
 * The header of a list that was not searched to its end: `<instant>/<id>` of the last event looked at. What lies beyond
 * is found by asking again from there.
 */
export const SEARCHED_TO_HEADER = 'relink-searched-to';

/** Filters that an agent has given a name. */
export const auditFilterResponse = z
  .object({ id: idSchema, name: z.string(), filter: auditConditions, createdAt: instant })
  .meta({ id: 'AuditFilter' });
export type AuditFilterView = z.infer<typeof auditFilterResponse>;

export const auditFiltersQuery = listQuery(z.strictObject({ id: idFilter.optional() }), [
  'id',
  'name',
] as const);
export type AuditFiltersQuery = z.infer<typeof auditFiltersQuery>;

/** Keeps filters under a name of the agent's own; the same name again replaces what was under it. */
export const keepAuditFilter = z.strictObject({ name: line(60), filter: auditConditions });
export type KeepAuditFilter = z.infer<typeof keepAuditFilter>;
