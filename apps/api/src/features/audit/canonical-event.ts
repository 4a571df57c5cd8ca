import type { Origin } from '@relink/domain';

/** An event as its canonical bytes say it: what the hash covers, and so what is shown. */
export type CanonicalEvent = {
  readonly v: 1;
  readonly id: string;
  readonly at: string;
  readonly actor: {
    readonly kind: 'agent' | 'customer' | 'system';
    readonly id: string | null;
    readonly address: string | null;
  };
  readonly origin: Origin | null;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly caseId: string | null;
  readonly accountId: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
  /** Base64 of the ciphertext under the account's key. */
  readonly sealed: string | null;
};

/** What is inside `sealed`. */
export type PersonalValues = {
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly address?: string | null;
};
