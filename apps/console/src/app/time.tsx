import { useEffect, useState } from 'react';

const dateAndTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const toTheSecond = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** An ISO instant in the reader's own time zone, such as `3 May 2025, 14:05`. */
export function showInstant(instant: string, exact = false): string {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  return (exact ? toTheSecond : dateAndTime).format(date);
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day of the desk (`2026-05-31`) with its year, as `31 May 2026`. */
export function showWholeDay(of: string): string {
  return day.format(new Date(`${of}T00:00:00Z`));
}

export function TimeText({ at, exact = false }: { at: string; exact?: boolean }) {
  return <time dateTime={at}>{showInstant(at, exact)}</time>;
}

/** The present instant in milliseconds, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
