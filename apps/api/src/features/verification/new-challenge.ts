import type { ChallengePurpose, CodeMethod, MessageTemplate, PossessionKind } from '@relink/domain';

/** A code, a link, or both, to one destination for one purpose. */
export type NewChallenge = {
  readonly purpose: ChallengePurpose;
  readonly template: MessageTemplate;
  readonly realm: string;
  readonly language: string;
  readonly accountId: string;
  readonly caseId: string | null;
  readonly identifierId: string;
  readonly changeId: string | null;
  /** Normalised; it is also where the message goes. */
  readonly destination: string;
  readonly method: CodeMethod;
  readonly proves: PossessionKind | null;
  readonly needsLastOrder: boolean;
  readonly requestedBy: string | null;
  /** The portal page that takes the token in its fragment; null for a code alone. */
  readonly linkPage: '/portal/confirm' | '/portal/reset' | null;
  /** Given where the customer was told it before there was a challenge; else a new one. */
  readonly reference?: string;
  /** What its message says besides, masked. */
  readonly params?: Readonly<Record<string, string>>;
};

/** Where a challenge goes, what for, and for which account. */
export type Destination = Pick<NewChallenge, 'destination' | 'purpose' | 'accountId'>;

export type IssuedChallenge = { readonly id: string; readonly reference: string; readonly expiresAt: Date };
