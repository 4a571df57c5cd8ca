/** The environment variables by which the set-up tells the workers what it started. */
export const RUN = {
  browser: 'RELINK_STORIES_BROWSER',
  database: 'RELINK_STORIES_DATABASE',
  desk: 'RELINK_STORIES_DESK',
  printed: 'RELINK_STORIES_PRINTED',
} as const;

/** What the set-up said. Throws where it did not run. */
export function told(name: keyof typeof RUN): string {
  const value = process.env[RUN[name]];
  if (value === undefined) throw new Error(`${RUN[name]}: stories run through the Playwright config only.`);
  return value;
}
