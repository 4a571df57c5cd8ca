/** Kinds an agent can type into an evidence round: what the caller knows. */
export const KNOWLEDGE_KINDS = [
  'last_order',
  'shipping_address',
  'username',
  'full_name',
  'linked_phone_number',
] as const;
export type KnowledgeKind = (typeof KNOWLEDGE_KINDS)[number];

/** Kinds shown by a one-time code to a contact on file: what the caller holds. */
export const POSSESSION_KINDS = ['linked_phone', 'linked_email', 'recovery_contact'] as const;
export type PossessionKind = (typeof POSSESSION_KINDS)[number];

export const ASSURANCES = ['none', 'identified', 'verified', 'strong'] as const;
export type Assurance = (typeof ASSURANCES)[number];

/** What a challenge may be used for; a code sent for one purpose opens no other. */
export const CHALLENGE_PURPOSES = [
  'evidence',
  'spoken',
  'email-confirmation',
  'phone-confirmation',
  'identifier-move',
  'password-reset',
] as const;
export type ChallengePurpose = (typeof CHALLENGE_PURPOSES)[number];

/** What became of a challenge, as the desk sees it. */
export const CHALLENGE_STATES = ['sent', 'passed', 'dead', 'expired', 'superseded'] as const;
export type ChallengeState = (typeof CHALLENGE_STATES)[number];
