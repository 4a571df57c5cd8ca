import type { AccountFacts } from '../accounts/index.ts';
import {
  type IdentifierFacts,
  type IdentifierKind,
  maskIdentifier,
  type Plan,
} from '../identifiers/index.ts';

/** One thing a plan would do, masked, for a person to read. */
export type PlanLine = {
  readonly what: 'signs-in' | 'released' | 'restored' | 'access-ended' | 'told';
  readonly accountId: string;
  readonly kind: IdentifierKind | null;
  /** Masked; of `told` how many contacts, else empty where there is none. */
  readonly display: string;
};

/** What signs in to the account that a plan is about, masked, before and after it. */
export type PlanInWords = {
  readonly lines: readonly PlanLine[];
  readonly before: readonly string[];
  readonly after: readonly string[];
};

/** Says what a plan would do to the accounts it was computed from. Only steps that a reader has to judge are told. */
export function planInWords(plan: Plan, accounts: readonly AccountFacts[]): PlanInWords {
  const known = new Map(accounts.flatMap(({ identifiers }) => identifiers).map((each) => [each.id, each]));
  const lines = plan.steps.flatMap((step): PlanLine[] => {
    const of = { accountId: step.accountId };
    switch (step.do) {
      case 'verify-identifier':
        return [{ ...of, what: 'signs-in', ...shown(known.get(step.identifierId)) }];
      case 'release-identifier':
        return [{ ...of, what: 'released', ...shown(known.get(step.identifierId)) }];
      case 'restore-identifier':
        return [{ ...of, what: 'restored', ...shown(known.get(step.identifierId)) }];
      case 'end-access':
        return [{ ...of, what: 'access-ended', kind: null, display: '' }];
      case 'tell':
        return [{ ...of, what: 'told', kind: null, display: String(step.contacts.length) }];
      default:
        return [];
    }
  });
  const logins = accounts
    .filter(({ id }) => id === plan.accountId)
    .flatMap(({ identifiers }) => identifiers.filter(({ use }) => use === 'login'));
  const gone = stepIds(plan, ['release-identifier']);
  const come = stepIds(plan, ['verify-identifier', 'restore-identifier']);
  const before = logins.filter(({ state }) => state === 'verified');
  const after = logins.filter(({ id, state }) => come.has(id) || (state === 'verified' && !gone.has(id)));
  return { lines, before: before.map(masked), after: after.map(masked) };
}

function stepIds(plan: Plan, which: readonly string[]): ReadonlySet<string> {
  return new Set(
    plan.steps.flatMap((step) =>
      'identifierId' in step && which.includes(step.do) ? [step.identifierId] : [],
    ),
  );
}

function shown(identifier: IdentifierFacts | undefined): Pick<PlanLine, 'kind' | 'display'> {
  return identifier === undefined
    ? { kind: null, display: '' }
    : { kind: identifier.kind, display: masked(identifier) };
}

function masked({ kind, normalised }: IdentifierFacts): string {
  return maskIdentifier(kind, normalised);
}
