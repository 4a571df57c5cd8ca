const MONTH = /^(\d{4})-(\d{2})$/;

/**
 * The months (`YYYY-MM`, UTC) whose events are past their keeping: those that had ended `keepMonths` months before `now`.
 * Anything that is no month is left alone.
 */
export function monthsPastKeeping(months: readonly string[], now: Date, keepMonths: number): string[] {
  const present = now.getUTCFullYear() * 12 + now.getUTCMonth();
  return months.filter((month) => {
    const [, year, of] = MONTH.exec(month) ?? [];
    if (year === undefined || of === undefined) return false;
    // A month ends where the next one begins.
    return Number(year) * 12 + Number(of) + keepMonths <= present;
  });
}
