const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' });

/** What lies next to each other on one day of the reader's own time zone, under that day. */
export function byDay<T extends { readonly at: string }>(
  events: readonly T[],
): { readonly day: string; readonly events: readonly T[] }[] {
  const days: { day: string; events: T[] }[] = [];
  for (const event of events) {
    const name = day.format(new Date(event.at));
    const last = days.at(-1);
    if (last?.day === name) last.events.push(event);
    else days.push({ day: name, events: [event] });
  }
  return days;
}
