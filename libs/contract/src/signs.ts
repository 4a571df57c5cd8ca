import { isTimeZone, SIGN_KINDS, SIGN_STATES, WEEKDAYS } from '@relink/domain';
import { z } from 'zod';
import { idFilter, idSchema, instant, listQuery, prose } from './shared.ts';

/** A day of the desk, as `2026-05-31`. */
export const daySchema = z.iso.date();

/** A sign of abuse: what an agent did that another person should look at. */
export const signView = z
  .object({
    id: idSchema,
    kind: z.enum(SIGN_KINDS),
    state: z.enum(SIGN_STATES),
    /** Whom it is about. */
    agentId: idSchema,
    agentName: z.string(),
    /** Who approved, of the kind `one-approver` only. */
    otherAgentId: idSchema.nullable(),
    otherAgentName: z.string().nullable(),
    /** Whose account, of the kind `same-customer` only. */
    accountId: idSchema.nullable(),
    count: z.int(),
    /** Out of how many, where the sign is a share. */
    outOf: z.int().nullable(),
    /** The peers' median of a count, or their percentage of a share; null where there is nothing to compare with. */
    usual: z.number().nullable(),
    /** The desk's days that were counted. */
    fromDay: daySchema,
    toDay: daySchema,
    /** The first event behind it and the last one. */
    since: instant,
    lastAt: instant,
    raisedAt: instant,
    /** How many events lie behind it. */
    events: z.int(),
    markedAt: instant.nullable(),
    markedByName: z.string().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Sign' });
export type SignView = z.infer<typeof signView>;

/** POST /api/signs/:id/mark: `explained` and `incident` end it and need a note. */
export const markSignRequest = z
  .strictObject({
    state: z.enum(['looked-at', 'explained', 'incident']),
    note: prose(2_000).optional(),
  })
  .meta({ id: 'SignMark' });
export type MarkSignRequest = z.infer<typeof markSignRequest>;

export const SIGN_SORTS = ['id', 'raisedAt', 'lastAt', 'kind', 'state'] as const;
export const signsQuery = listQuery(
  z.strictObject({
    id: idFilter.optional(),
    kind: z.enum(SIGN_KINDS).optional(),
    state: z.union([z.enum(SIGN_STATES), z.array(z.enum(SIGN_STATES)).max(4)]).optional(),
    agentId: idSchema.optional(),
  }),
  SIGN_SORTS,
);
export type SignsQuery = z.infer<typeof signsQuery>;

/** The ids of the events behind a sign, the newest first. */
export const signEventsResponse = z.object({ eventIds: z.array(idSchema) }).meta({ id: 'SignEvents' });
export type SignEvents = z.infer<typeof signEventsResponse>;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time as 09:00.');
const shift = z
  .strictObject({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from !== to, { error: 'A shift needs some time.' });
const hours = z.strictObject({
  timeZone: z.string().max(60).refine(isTimeZone, { error: 'Choose a time zone, such as Asia/Kolkata.' }),
  shifts: z.partialRecord(z.enum(WEEKDAYS), z.array(shift).max(4)),
});

/** PUT /api/agents/:id/hours: null where nobody says any more when the agent works. */
export const setAgentHoursRequest = z.strictObject({ hours: hours.nullable() }).meta({ id: 'NewAgentHours' });
export type SetAgentHoursRequest = z.infer<typeof setAgentHoursRequest>;

/** GET /api/agents/:id/hours */
export const agentHoursResponse = z.object({ hours: hours.nullable() }).meta({ id: 'AgentHours' });
export type AgentHoursView = z.infer<typeof agentHoursResponse>;
