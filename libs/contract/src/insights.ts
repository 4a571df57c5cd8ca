import { CASE_CHANNELS, CASE_OUTCOMES, CASE_STATES } from '@relink/domain';
import { z } from 'zod';
import { caseSummary } from './cases.ts';
import { idSchema, instant } from './shared.ts';
import { daySchema } from './signs.ts';

/** GET /api/home: `since` is where the asking agent's day began, at most 48 hours ago. */
export const homeQuery = z.object({ since: z.iso.datetime() });
export type HomeQuery = z.infer<typeof homeQuery>;

/** What an agent begins a shift with. */
export const homeResponse = z
  .object({
    /** My cases that are not closed: the newest ten, and how many there are. */
    mine: z.array(caseSummary),
    mineTotal: z.int(),
    /** My cases whose customer should have answered by now or does so within the day: the earliest ten. */
    due: z.array(caseSummary),
    dueTotal: z.int(),
    callBacks: z.object({ waiting: z.int(), oldestAt: instant.nullable() }),
    /** The team's day. */
    team: z.object({
      opened: z.int(),
      closed: z.int(),
      byOutcome: z.array(z.object({ outcome: z.enum(CASE_OUTCOMES), cases: z.int() })),
      open: z.int(),
      roundsEnough: z.int(),
      roundsNotEnough: z.int(),
      locks: z.int(),
      messagesFailed: z.int(),
    }),
    /** Only for supervisors: what waits for one of them. */
    oversight: z.object({ notices: z.int(), approvals: z.int() }).nullable(),
    /** Changes are stopped: since when and why. */
    changesStopped: z.object({ since: instant, reason: z.string() }).nullable(),
  })
  .meta({ id: 'Home' });
export type Home = z.infer<typeof homeResponse>;

const MOST_DAYS = 366;

/** GET /api/insights: both days counted, by the desk's clock; at most 366 of them. */
export const insightsQuery = z
  .strictObject({
    from: daySchema,
    to: daySchema,
    channel: z.enum(CASE_CHANNELS).optional(),
    agentId: idSchema.optional(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'Choose a day that is not before the first.' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_DAYS * 86_400_000, {
    path: ['to'],
    error: 'Choose at most a year.',
  });
export type InsightsQuery = z.infer<typeof insightsQuery>;

/** How long something took: minutes, to two digits; null where nothing was done. */
const durations = z.object({
  count: z.int(),
  medianMinutes: z.int().nullable(),
  p90Minutes: z.int().nullable(),
});

/** What there was on a day or in a week, for a trend. */
export const trendPoint = z.object({
  /** The day, or the first day of the week that lies in the period. */
  from: daySchema,
  opened: z.int(),
  closed: z.int(),
  recoveries: z.int(),
  medianMinutes: z.int().nullable(),
  p90Minutes: z.int().nullable(),
  roundsEnough: z.int(),
  roundsNotEnough: z.int(),
  lockouts: z.int(),
  messagesFailed: z.int(),
  approvals: z.int(),
});
export type TrendPoint = z.infer<typeof trendPoint>;

/** What the desk did in a period. */
export const insightsResponse = z
  .object({
    from: daySchema,
    to: daySchema,
    timeZone: z.string(),
    /** When the newest of these days was last counted; null before the first count. */
    countedAt: instant.nullable(),
    cases: z.object({
      opened: z.int(),
      closed: z.int(),
      byChannel: z.array(z.object({ channel: z.enum(CASE_CHANNELS), opened: z.int(), closed: z.int() })),
      byOutcome: z.array(z.object({ outcome: z.string(), cases: z.int() })),
    }),
    /** From the opening of a case to the first confirmed effect of the recovery. */
    recoveries: durations,
    rounds: z.object({ enough: z.int(), notEnough: z.int() }),
    lockouts: z.int(),
    approvals: z.object({
      approved: z.int(),
      rejected: z.int(),
      expired: z.int(),
      /** How long the decided ones had waited. */
      waited: durations,
    }),
    messagesFailed: z.array(z.object({ channel: z.string(), reason: z.string(), messages: z.int() })),
    /** Of the period's sample; null where a filter is set that the sample does not know. */
    reviews: z.object({ sampled: z.int(), reviewed: z.int() }).nullable(),
    trend: z.object({ by: z.enum(['day', 'week']), points: z.array(trendPoint) }),
  })
  .meta({ id: 'Insights' });
export type Insights = z.infer<typeof insightsResponse>;

/** GET /api/insights/now: what needs a supervisor at this moment. Counts only, nothing of anybody. */
export const insightsNowResponse = z
  .object({
    /** Today by the desk's clock, and whose clock that is. */
    today: daySchema,
    timeZone: z.string(),
    approvals: z.object({ waiting: z.int(), oldestAt: instant.nullable() }),
    /** Notices that nobody has settled, without those about who asks. */
    notices: z.int(),
    /** Signs nobody has looked at, without those about who asks. */
    signsNew: z.int(),
    /** Reviews that who asks may mark. */
    reviewsDue: z.int(),
    documentsWaiting: z.int(),
    /** Messages of the last 24 hours that failed or bounced. */
    messagesFailing: z.int(),
    /** Accounts whose recovery is locked. */
    lockouts: z.int(),
    openCases: z.array(z.object({ state: z.enum(CASE_STATES), cases: z.int() })),
    callBacks: z.int(),
  })
  .meta({ id: 'InsightsNow' });
export type InsightsNow = z.infer<typeof insightsNowResponse>;
