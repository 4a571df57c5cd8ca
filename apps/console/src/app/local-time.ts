const two = (value: number) => String(value).padStart(2, '0');

/** An ISO instant as a date-and-time field wants it, in the agent's own time zone: `2026-03-14T15:30`. */
export function localOf(instant: string): string {
  const at = new Date(instant);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** What a date-and-time field holds as an ISO instant; undefined when it holds none. */
export function instantOf(local: string): string | undefined {
  const at = new Date(local);
  return local === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
