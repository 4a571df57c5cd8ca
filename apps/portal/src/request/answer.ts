import type { Problem } from '@relink/contract';
import type { TextKey } from '../language/texts.ts';

/** Why a request did not work: the problem's code, or `unreachable` when no answer of the api came back. */
export type Trouble = {
  readonly code: Problem['code'] | 'unreachable';
  /** Names of the fields that the server did not accept. */
  readonly fields: readonly string[];
};

export type Answer<T> =
  { readonly ok: true; readonly body: T } | { readonly ok: false; readonly trouble: Trouble };

export const UNREACHABLE: Trouble = { code: 'unreachable', fields: [] };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a problem+json body. Anything else comes from something between the page and the api: no answer came. */
export function readTrouble(body: unknown): Trouble {
  if (!isRecord(body) || typeof body['code'] !== 'string') return UNREACHABLE;
  const errors = isRecord(body['errors']) ? Object.keys(body['errors']) : [];
  return {
    // An unknown code of a later api is a code all the same: it gets the general sentence.
    code: body['code'] as Problem['code'],
    fields: errors.map((path) => path.replace(/^.*\./, '')),
  };
}

/**
 * The sentence for a trouble; a general one for a code that the customer cannot do anything about. `has` tells which
 * sentences there are.
 */
export function troubleText(trouble: Trouble, has: (key: string) => key is TextKey): TextKey {
  const key = `trouble.${trouble.code}`;
  return has(key) ? key : 'trouble.other';
}

/** The same intent may be sent again under its key: no answer came, or the api could not carry it out. */
export function isUnsettled(trouble: Trouble): boolean {
  return ['unreachable', 'request-in-flight', 'database-unavailable', 'internal'].includes(trouble.code);
}
