/** What a date-and-time field holds, read in the customer's own time zone, as an instant; undefined when it holds none. */
export function instantOfLocal(value: string): string | undefined {
  const at = new Date(value);
  return value === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
