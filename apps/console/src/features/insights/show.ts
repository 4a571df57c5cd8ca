import type { useTranslate } from 'react-admin';

type T = ReturnType<typeof useTranslate>;

const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** A day of the desk (`2026-05-31`), as `31 May`. */
export function showDay(day: string): string {
  return shortDay.format(new Date(`${day}T00:00:00Z`));
}

/** So many days before a day of the desk. */
export function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Minutes in the unit that they are read best in; a dash where there are none. */
export function showMinutes(t: T, minutes: number | null): string {
  if (minutes === null) return '–';
  if (minutes < 120) return t('relink.insights.minutes', { minutes });
  if (minutes < 72 * 60) return t('relink.insights.hours', { hours: round(minutes / 60) });
  return t('relink.insights.daysLong', { days: round(minutes / (24 * 60)) });
}

/** A share in percent; a dash of nothing. */
export function showShare(t: T, part: number, all: number): string {
  return all === 0 ? '–' : t('relink.insights.percent', { percent: Math.round((100 * part) / all) });
}

function round(number: number): string {
  return number.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}
