import type { WorkerEvents } from 'graphile-worker';

/**
 * Jobs that may keep a hand for long: those that wait for somebody outside, by whom, and merges, which need two connections
 * each. A silent mail server must not hold up SMS, nor any of them the desk's other jobs.
 */
export const LANES = ['mail', 'sms', 'merges'] as const;
export type Lane = (typeof LANES)[number];

/** Hands of one worker, and how many of them one lane may have. */
export const HANDS = 8;
const HANDS_PER_LANE = 3;

/** Counts the hands of a worker that are, or may be about to be, on a lane's jobs. */
export class LaneCounts {
  private readonly looking: (readonly Lane[])[] = [];
  private readonly busy = new Map<string, number>();

  constructor(events: WorkerEvents) {
    events.on('job:start', ({ job }) => {
      this.looking.shift();
      this.count(job.flags, 1);
    });
    events.on('job:complete', ({ job }) => {
      this.count(job.flags, -1);
    });
    for (const nothing of ['worker:getJob:empty', 'worker:getJob:error'] as const)
      events.on(nothing, () => this.looking.shift());
  }

  /** The lanes that a hand may not take its next job from. Asked once by each hand that looks for one. */
  readonly full = (): string[] => {
    const open = LANES.filter((lane) => {
      const about = this.looking.filter((lanes) => lanes.includes(lane)).length;
      return (this.busy.get(lane) ?? 0) + about < HANDS_PER_LANE;
    });
    this.looking.push(open);
    return LANES.filter((lane) => !open.includes(lane));
  };

  private count(flags: Readonly<Record<string, true>> | null, by: 1 | -1): void {
    for (const lane of Object.keys(flags ?? {})) this.busy.set(lane, (this.busy.get(lane) ?? 0) + by);
  }
}
