import { CASE_OUTCOMES } from '@relink/domain';
import { z } from 'zod';
import { caseSummary } from './cases.ts';
import { instant } from './shared.ts';

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
