import {
  ACCOUNT_MARKS,
  ACCOUNT_STATUSES,
  ASSURANCES,
  HOLD_KINDS,
  IDENTIFIER_KINDS,
  IDENTIFIER_STATES,
  IDENTIFIER_USES,
  SEARCH_KINDS,
  SUBSCRIPTION_STATES,
} from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, line, listQuery } from './shared.ts';

/** An identifier as the desk may see it: `display` is masked by the server below `verified`. */
export const identifierView = z
  .object({
    id: idSchema,
    kind: z.enum(IDENTIFIER_KINDS),
    use: z.enum(IDENTIFIER_USES),
    state: z.enum(IDENTIFIER_STATES),
    display: z.string(),
    masked: z.boolean(),
    tenured: z.boolean(),
    undeliverable: z.boolean(),
    reachable: z.boolean(),
    linkedSince: instant.nullable(),
    releasedAt: instant.nullable(),
    releaseReason: z.string().nullable(),
  })
  .meta({ id: 'Identifier' });
export type IdentifierView = z.infer<typeof identifierView>;

const cardShape = {
  id: idSchema,
  realm: z.string(),
  status: z.enum(ACCOUNT_STATUSES),
  maskedName: z.string(),
  /** Which language its messages are in, and which the caller is likely to speak; it identifies nobody. */
  language: z.string(),
  identifiers: z.array(identifierView),
  orderCount: z.int(),
  firstOrderYear: z.int().nullable(),
  lastOrderYear: z.int().nullable(),
  beganYear: z.int().nullable(),
  marks: z.array(z.enum(ACCOUNT_MARKS)),
  /** Why an account is marked a likely duplicate: `same-phone`, `no-orders`. */
  duplicateReasons: z.array(z.string()),
  lockedUntil: instant.nullable(),
  /** How the search found it; empty outside a search. */
  foundBy: z.array(z.enum(SEARCH_KINDS)),
  /** The survivor that a tombstone leads to; null of any other account. */
  mergedInto: idSchema.nullable(),
  /** The tombstones that lead to it and by which it was found, or was asked for. */
  leadsFrom: z.array(idSchema),
  /** What keeps it as it is until the shop lifts it: no merge before then. */
  holds: z.array(z.enum(HOLD_KINDS)),
};

/** What a search and a look without a case show: masked, with counts and years only. */
export const accountCard = z.object(cardShape).meta({ id: 'AccountCard' });
export type AccountCard = z.infer<typeof accountCard>;

export const addressView = z.object({
  name: z.string(),
  line1: z.string(),
  line2: z.string(),
  city: z.string(),
  province: z.string(),
  postcode: z.string(),
  country: z.string(),
});

export const orderView = z
  .object({
    number: z.string(),
    placedAt: instant,
    currency: z.string(),
    total: z.string(),
    financialStatus: z.string(),
    fulfillmentStatus: z.string(),
    items: z.array(z.object({ name: z.string(), quantity: z.int(), price: z.string() })),
  })
  .meta({ id: 'Order' });
export type OrderView = z.infer<typeof orderView>;

const amountView = z.object({ currency: z.string(), amount: z.string() });

/** What an account holds besides its orders: balances, subscriptions, and what its customer agreed to. */
export const holdingsView = z
  .object({
    points: z.int(),
    credits: z.array(amountView),
    giftCards: z.array(
      z.object({
        lastCharacters: z.string(),
        currency: z.string(),
        balance: z.string(),
        expiresOn: z.iso.date().nullable(),
      }),
    ),
    subscriptions: z.array(
      z.object({
        product: z.string(),
        state: z.enum(SUBSCRIPTION_STATES),
        nextChargeOn: z.iso.date().nullable(),
      }),
    ),
    /** The later answer of each topic, and since when. */
    consents: z.array(z.object({ topic: z.string(), granted: z.boolean(), at: instant })),
    holds: z.array(z.object({ kind: z.enum(HOLD_KINDS), since: instant })),
  })
  .meta({ id: 'Holdings' });
export type HoldingsView = z.infer<typeof holdingsView>;

/** The account page of a case: `opened` is null until the case's assurance is `verified`. */
export const accountPage = z
  .object({
    ...cardShape,
    assurance: z.enum(ASSURANCES),
    opened: z
      .object({
        firstName: z.string(),
        lastName: z.string(),
        language: z.string(),
        note: z.string(),
        addresses: z.array(addressView),
        holdings: holdingsView,
        orders: z.array(orderView),
      })
      .nullable(),
  })
  .meta({ id: 'AccountPage' });
export type AccountPage = z.infer<typeof accountPage>;

export const ACCOUNT_SORTS = ['id', 'orderCount', 'lastOrderYear', 'beganYear', 'status'] as const;
export const accountsQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    /** An e-mail, a phone in any notation, a username, an order number, an id, or a name. */
    q: z.string().max(400).optional(),
    /** A second detail for a name, which agents need: any one of these three. */
    postcode: z.string().max(40).optional(),
    /** The month of an order, as `2026-03`. */
    orderMonth: z.string().max(10).optional(),
    /** The last four digits of a phone. */
    phoneLast4: z.string().max(12).optional(),
    /** The agent's own open case that the search is for, so that its log shows it. */
    caseId: idSchema.optional(),
  }),
  ACCOUNT_SORTS,
);
export type AccountsQuery = z.infer<typeof accountsQuery>;

/** `caseId` opens the page in a case; a supervisor may give a `reason` instead. Without either: the card. */
export const accountQuery = z.strictObject({ caseId: idSchema.optional(), reason: line(500, 5).optional() });
export type AccountQuery = z.infer<typeof accountQuery>;
