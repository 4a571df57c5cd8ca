import { hasInvisibleCharacters } from './invisible-characters.ts';

/** Which mail hosts deliver several spellings to one mailbox. */
export type EmailAliasRules = {
  /** Domains (ASCII, lower case) that ignore dots in the local part. */
  readonly dotlessDomains: readonly string[];
  /** Domains that are another name of the same mailboxes. */
  readonly sameAs: Readonly<Record<string, string>>;
};

/** Source: Google's help pages on dots and on googlemail.com. A shop can add its own. */
export const DEFAULT_EMAIL_ALIAS_RULES: EmailAliasRules = {
  dotlessDomains: ['gmail.com', 'googlemail.com'],
  sameAs: { 'googlemail.com': 'gmail.com' },
};

export const EMAIL_PROBLEMS = [
  'empty',
  'too-long',
  'invisible-character',
  'no-at-sign',
  'bad-local-part',
  'bad-domain',
] as const;
export type EmailProblem = (typeof EMAIL_PROBLEMS)[number];

export type NormalisedEmail =
  | { readonly ok: true; readonly value: string; readonly normalised: string; readonly alias: string }
  | { readonly ok: false; readonly code: EmailProblem };

/** The WHATWG URL, a global of Node and of every browser, which this room's library settings do not declare. */
declare const URL: new (url: string) => { readonly hostname: string };

/** Source: RFC 5321 4.5.3.1 (octets; 254 leaves room for the brackets of the path), RFC 1035 2.3.4. */
const MAX = { address: 254, local: 64, domain: 253, label: 63 };
const PLAIN_LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const ANY_LOCAL = /^[^\s."(),:;<>@[\\\]]+(?:\.[^\s."(),:;<>@[\\\]]+)*$/u;
const ASCII_DOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;
const NOT_IN_A_DOMAIN = /[\s!-,/:-@[-`{-~]/u;
const IDEOGRAPHIC_STOPS = /[\u3002\uFF0E\uFF61]/gu;

/**
 * One form of an e-mail address for comparing and for uniqueness.
 * - `value`: as written, trimmed, in NFC; the domain in NFKC, so that it can only reach the domain of `normalised`;
 * - `normalised`: lower case, an international domain in its ASCII form (`ü.example` is `xn--tda.example`);
 * - `alias`: `normalised` without plus-tag and, where the host ignores them, without dots. Never unique, never a way in.
 * Quoted local parts and address literals are refused: no shop's customer has them, and mailers differ on them.
 */
export function normaliseEmail(
  raw: string,
  aliasRules: EmailAliasRules = DEFAULT_EMAIL_ALIAS_RULES,
): NormalisedEmail {
  const text = raw.trim();
  if (text === '') return { ok: false, code: 'empty' };
  if (text.length > MAX.address) return { ok: false, code: 'too-long' };
  if (hasInvisibleCharacters(text)) return { ok: false, code: 'invisible-character' };
  const at = text.lastIndexOf('@');
  if (at < 0) return { ok: false, code: 'no-at-sign' };

  const writtenLocal = text.slice(0, at).normalize('NFC');
  const local = writtenLocal.toLowerCase().normalize('NFC');
  if (octets(local) > MAX.local || !(PLAIN_LOCAL.test(local) || ANY_LOCAL.test(local)))
    return { ok: false, code: 'bad-local-part' };
  const writtenDomain = text
    .slice(at + 1)
    .replace(IDEOGRAPHIC_STOPS, '.')
    .normalize('NFKC');
  const domain = asciiDomain(writtenDomain);
  if (domain === null) return { ok: false, code: 'bad-domain' };

  const normalised = `${local}@${domain}`;
  if (octets(normalised) > MAX.address) return { ok: false, code: 'too-long' };
  const value = `${writtenLocal}@${writtenDomain}`;
  return { ok: true, value, normalised, alias: aliasOf(local, domain, aliasRules) };
}

function asciiDomain(written: string): string | null {
  const lower = written.toLowerCase();
  const plain = ASCII_DOMAIN.test(lower) && !lower.includes('xn--');
  const domain = plain ? lower : throughUrl(lower);
  if (domain === null || domain.length > MAX.domain || !ASCII_DOMAIN.test(domain)) return null;
  const labels = domain.split('.');
  if (labels.some((label) => label.length > MAX.label)) return null;
  // An all-digit last label is an IPv4 address or nothing.
  return /^\d+$/.test(labels.at(-1) ?? '') ? null : domain;
}

function throughUrl(domain: string): string | null {
  if (domain === '' || NOT_IN_A_DOMAIN.test(domain)) return null;
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
}

function aliasOf(local: string, domain: string, rules: EmailAliasRules): string {
  const plus = local.indexOf('+');
  const untagged = plus > 0 ? local.slice(0, plus) : local;
  const dotless = rules.dotlessDomains.includes(domain) ? untagged.replaceAll('.', '') : untagged;
  const host = Object.hasOwn(rules.sameAs, domain) ? rules.sameAs[domain] : domain;
  return `${dotless}@${host}`;
}

/** Length in UTF-8, the unit of the RFCs' limits. */
function octets(text: string): number {
  let length = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    length += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }
  return length;
}
