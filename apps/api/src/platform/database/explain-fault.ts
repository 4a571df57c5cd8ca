import { DatabaseSetUpError } from './application-role.ts';

/** The application's connection where only the owner's address is given. */
export const DERIVED = 'DATABASE_URL, as relink_app';

type Explain = (at: string, setting: string) => string;

const away: Explain = (at, setting) =>
  `The database of ${setting} does not answer at ${at}. Is it running, and are host and port right?`;
const notNow: Explain = (at, setting) =>
  `The database of ${setting} at ${at} takes no connection now: it is starting, stopping or full. Try again.`;
const refused: Explain = (at, setting) =>
  setting === DERIVED
    ? `The database at ${at} refuses relink_app: migrate has not run there, or ran with another RELINK_MASTER_KEY.`
    : `The database at ${at} refuses the user or the password of ${setting}.`;

/** By Node's and PostgreSQL's codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const EXPLAINED: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: away,
  ECONNRESET: away,
  ENOTFOUND: away,
  EAI_AGAIN: away,
  ETIMEDOUT: away,
  EHOSTUNREACH: away,
  ENETUNREACH: away,
  '57P01': notNow,
  '57P02': notNow,
  '57P03': notNow,
  '53300': notNow,
  '28P01': refused,
  '28000': refused,
  '3D000': (at, setting) => `The server at ${at} has no database of the name in ${setting}.`,
  '42501': (at, setting) =>
    `The user of ${setting} at ${at} may not do what is needed: it must own the database and be allowed to create roles (CREATEROLE).`,
};

/**
 * Does something with the database of a setting while the process starts; what goes wrong there and a person can mend
 * is thrown again as a {@link DatabaseSetUpError} of one line, without the password.
 */
export async function explainingFaults<T>(setting: string, url: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    const explain = EXPLAINED[codeOf(fault)];
    if (!explain) throw fault;
    throw new DatabaseSetUpError(explain(placeOf(url), setting));
  }
}

function codeOf(fault: unknown): string {
  // A name with several addresses fails with all their errors in one.
  const first: unknown = fault instanceof AggregateError ? fault.errors[0] : fault;
  if (typeof first === 'object' && first !== null && 'code' in first && typeof first.code === 'string')
    return first.code;
  return first instanceof Error && /timeout expired|timeout exceeded/.test(first.message) ? 'ETIMEDOUT' : '';
}

function placeOf(url: string): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port === '' ? '5432' : port}`;
}
