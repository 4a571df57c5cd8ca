import { type AgentRole, roleHolds } from '../agents/index.ts';
import type { Refusal } from '../errors/codes.ts';
import { refuse } from '../errors/refusal.ts';
import type { IdentifierKind } from '../identifiers/index.ts';
import { type Assurance, compareAssurance } from '../verification/index.ts';
import type { SearchKind } from './account.ts';

/** The parts of an account that can be revealed one by one, besides its identifiers. */
export const REVEAL_PARTS = ['name', 'address', 'last-order', 'note'] as const;
export type RevealPart = (typeof REVEAL_PARTS)[number];

/** Who asks to see a field in clear, and from where. */
export type RevealQuestion = {
  readonly role: AgentRole;
  /** What the caller has proven of the account, where it stands in an open case of who asks; null outside of one. */
  readonly ownCase: { readonly assurance: Assurance } | null;
  /** Whether the account carries a private contact of who asks. */
  readonly ownContact: boolean;
};

/**
 * Why a field may not be revealed, nor an account's page be opened with a reason; null when it may. In one's own case
 * nothing is shown before the caller is verified, to no role: what evidence asks for would be its own answer sheet.
 * Outside of one only who may look there with a reason. Source: DESIGN, Evidence policy.
 */
export function revealRefusal({ role, ownCase, ownContact }: RevealQuestion): Refusal | null {
  if (ownContact) return refuse('private-contact');
  if (ownCase !== null)
    return compareAssurance(ownCase.assurance, 'verified') >= 0 ? null : refuse('own-case-unverified');
  return roleHolds(role, 'accounts.view-outside-case') ? null : refuse('case-needed');
}

const TAINT_OF_PART: Readonly<Record<RevealPart, SearchKind | null>> = {
  name: 'name',
  address: 'postcode',
  'last-order': 'order-number',
  note: null,
};
const TAINT_OF_IDENTIFIER: Readonly<Record<IdentifierKind, SearchKind | null>> = {
  email: null,
  phone: 'phone',
  username: 'username',
  federated: null,
};

/** What a page opened with a reason shows in clear; its identifiers stay masked. None of it proves anything afterwards. */
export const SEEN_ON_PAGE: readonly SearchKind[] = ['name', 'postcode', 'order-number'];

/** What a revealed part counts as having been searched by: it proves nothing afterwards. Null where no evidence asks for it. */
export function searchKindOfPart(part: RevealPart): SearchKind | null {
  return TAINT_OF_PART[part];
}

/** The same of a revealed identifier. */
export function searchKindOfIdentifier(kind: IdentifierKind): SearchKind | null {
  return TAINT_OF_IDENTIFIER[kind];
}
