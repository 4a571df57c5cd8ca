/** The portal's pages and their paths. Messages point to code, confirm and reset. */
export const PATHS = {
  'sign-in': '/portal/',
  code: '/portal/code',
  confirm: '/portal/confirm',
  forgot: '/portal/forgot',
  reset: '/portal/reset',
  orders: '/portal/orders',
  security: '/portal/security',
  'call-back': '/portal/call-back',
  'not-me': '/portal/not-me',
  document: '/portal/document',
} as const;

export type PageName = keyof typeof PATHS;

/** Where the customer is. A token lives here only, in memory: never in the address bar, the history or a store. */
export type Place = {
  readonly page: PageName | 'missing';
  readonly token?: string;
  readonly reference?: string;
};

export type Address = { readonly pathname: string; readonly search: string; readonly hash: string };

const TOKEN = /^[A-Za-z0-9_-]{20,100}$/;
const REFERENCE = /^[\p{L}\p{N}-]{4,40}$/u;
const LANGUAGE_MARK = /;([a-z]{2})$/;
const TAKES_TOKEN: readonly string[] = ['confirm', 'reset', 'not-me', 'document'];
const TAKES_REFERENCE: readonly string[] = ['code', 'reset', 'document'];

const withoutEndSlash = (path: string) => path.replace(/\/+$/, '');

function decoded(part: string): string {
  try {
    return decodeURIComponent(part).trim();
  } catch {
    return '';
  }
}

function referenceIn(value: unknown): string | undefined {
  return typeof value === 'string' && REFERENCE.test(value.trim()) ? value.trim() : undefined;
}

/** The reference that a history entry keeps, so that a reload on a phone short of memory does not lose it. */
function keptReference(state: unknown): string | undefined {
  return typeof state === 'object' && state !== null && 'reference' in state
    ? referenceIn(state.reference)
    : undefined;
}

const fragmentOf = (address: Pick<Address, 'hash'>) => decoded(address.hash.replace(/^#/, ''));

/** The language that a message's link names at the end of its fragment, so that its page speaks as the message did. */
export function readLinkLanguage(address: Pick<Address, 'hash'>): string | undefined {
  return LANGUAGE_MARK.exec(fragmentOf(address))?.[1];
}

/** Reads a place from the address (fragment or `?reference=`) and from what the history entry keeps. */
export function readPlace(address: Address, state: unknown): Place {
  const path = withoutEndSlash(address.pathname);
  const page = (Object.keys(PATHS) as PageName[]).find((name) => withoutEndSlash(PATHS[name]) === path);
  if (page === undefined) return { page: 'missing' };

  const fragment = fragmentOf(address).replace(LANGUAGE_MARK, '');
  const token = TAKES_TOKEN.includes(page) && TOKEN.test(fragment) ? fragment : undefined;
  const reference = TAKES_REFERENCE.includes(page)
    ? ((token === undefined ? referenceIn(fragment) : undefined) ??
      referenceIn(new URLSearchParams(address.search).get('reference')) ??
      keptReference(state))
    : undefined;

  return { page, ...(token !== undefined && { token }), ...(reference !== undefined && { reference }) };
}
