import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import { AGENT_ROLES, type AgentRole } from './roles.ts';

/** How the claims of the company's identity provider are read. */
export type ClaimMapping = {
  /** The claim that holds roles or groups; dots lead into objects (`realm_access.roles`). */
  readonly claim: string;
  /** The value of that claim which stands for each role; a role without one is given to nobody. */
  readonly values: Readonly<Partial<Record<AgentRole, string>>>;
};

/** Somebody whom the company's identity provider vouches for. */
export type CompanyPerson = {
  readonly subject: string;
  readonly username: string;
  readonly name: string;
  readonly role: AgentRole;
};

type Claims = Readonly<Record<string, unknown>>;

const USERNAME = /^[a-z0-9][a-z0-9._@-]{1,99}$/;
const LONGEST_SUBJECT = 255;
const LONGEST_NAME = 200;

/**
 * Who comes in, from the claims of an ID token whose signature, audience and nonce were verified. Of several roles the
 * one that may most counts. Refusals: `sign-in-no-role` where none is named, `sign-in-unreadable` where who it is cannot
 * be read. Source: OpenID Connect Core 1.0, sections 2 and 5.1.
 */
export function readCompanyClaims(claims: Claims, mapping: ClaimMapping): CompanyPerson | Refusal {
  // As it stands: two subjects that differ by a space are two people.
  const subject = claims['sub'];
  const username = [claims['preferred_username'], claims['email'], claims['sub']]
    .map((claim) => textOf(claim, LONGEST_SUBJECT)?.toLowerCase())
    .find((name) => name !== undefined && USERNAME.test(name));
  if (typeof subject !== 'string' || textOf(subject, LONGEST_SUBJECT) !== subject || username === undefined)
    return refuse('sign-in-unreadable');
  const given = new Set(rolesIn(claims, mapping.claim));
  const role = AGENT_ROLES.findLast((one) => {
    const value = mapping.values[one];
    return value !== undefined && given.has(value);
  });
  if (role === undefined) return refuse('sign-in-no-role');
  return { subject, username, name: textOf(claims['name'], LONGEST_NAME) ?? username, role };
}

/** How long ago somebody may have signed in at the company, in minutes: as was asked of it. */
export type SignInAge = { readonly now: Date; readonly mostMinutes: number };

// Two clocks are never quite the same.
const CLOCK_SKEW_MS = 60_000;

/**
 * When, by an ID token, somebody signed in at the company: lately enough (`fresh`), too long ago (`old`: somebody at an
 * open screen comes in by the session that the browser still has there), or it does not say (`untold`). Only the first
 * proves who they are: what was asked of the provider stood in the address that the browser followed, and may have been
 * taken out on the way. Source: OpenID Connect Core 1.0, sections 2 (`auth_time`) and 3.1.2.1 (`max_age`).
 */
export function companySignInAge(
  claims: Claims,
  { now, mostMinutes }: SignInAge,
): 'fresh' | 'old' | 'untold' {
  const at = claims['auth_time'];
  if (at === undefined) return 'untold';
  const known = typeof at === 'number' && now.getTime() - at * 1000 <= mostMinutes * 60_000 + CLOCK_SKEW_MS;
  return known ? 'fresh' : 'old';
}

function rolesIn(claims: Claims, path: string): readonly string[] {
  // A claim whose own name has dots in it, as a URL has, is found before a path is followed.
  const found = Object.hasOwn(claims, path)
    ? claims[path]
    : path.split('.').reduce<unknown>(stepInto, claims);
  if (typeof found === 'string') return [found];
  return Array.isArray(found) ? found.filter((one): one is string => typeof one === 'string') : [];
}

function stepInto(from: unknown, step: string): unknown {
  return typeof from === 'object' && from !== null && Object.hasOwn(from, step)
    ? (from as Claims)[step]
    : undefined;
}

function textOf(claim: unknown, longest: number): string | undefined {
  if (typeof claim !== 'string') return undefined;
  const text = claim.trim();
  return text === '' || text.length > longest ? undefined : text;
}
