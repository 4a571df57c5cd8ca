/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** From a time of day to another, as `09:00`; one that ends no later than it begins ends on the next day. */
export type Shift = { readonly from: string; readonly to: string };

/** When an agent works: the shifts of each weekday, in the agent's own time zone. A day without shifts is free. */
export type AgentHours = {
  /** An IANA name, such as `Asia/Kolkata`. */
  readonly timeZone: string;
  readonly shifts: Readonly<Partial<Record<Weekday, readonly Shift[]>>>;
};

const MINUTES_A_DAY = 24 * 60;

/** Whether a name is that of a time zone (IANA). */
export function isTimeZone(name: string): boolean {
  try {
    zoned(name);
    return name.length > 0;
  } catch {
    return false;
  }
}

/**
 * Whether an agent was at work at an instant, with so many minutes of grace before and after each shift. The wall clock
 * of the agent's zone counts, so that nothing moves when the clocks are changed.
 */
export function isWithinHours(at: Date, { timeZone, shifts }: AgentHours, graceMinutes: number): boolean {
  const { day, minute } = wallClock(at, timeZone);
  // A shift of yesterday may end today, one of tomorrow may begin today with its grace.
  return [-1, 0, 1].some((days) => {
    const weekday = WEEKDAYS[(day + days + 7) % 7] ?? 'monday';
    return (shifts[weekday] ?? []).some((shift) => {
      const from = minuteOf(shift.from) + days * MINUTES_A_DAY;
      const to = minuteOf(shift.to) + days * MINUTES_A_DAY;
      const end = to <= from ? to + MINUTES_A_DAY : to;
      return minute >= from - graceMinutes && minute < end + graceMinutes;
    });
  });
}

function minuteOf(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Throws RangeError for a name that no zone has. */
function zoned(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** The weekday (0 is Monday) and the minute of the day that a clock on the wall shows there. */
function wallClock(at: Date, timeZone: string): { day: number; minute: number } {
  const parts = new Map(
    zoned(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const weekday = parts.get('weekday')?.toLowerCase();
  return {
    day: WEEKDAYS.findIndex((name) => name === weekday),
    minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}
