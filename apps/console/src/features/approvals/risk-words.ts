import type { ApprovalView } from '@relink/contract';
import type { ApprovalRisk } from '@relink/domain';

/** What a risk is about: key of the words and how many accounts they count; null where it is of the two together. */
export type RiskWords = {
  readonly risk: ApprovalRisk;
  readonly about: 'account' | 'other' | 'bothAccounts' | 'mergedIn' | 'withMergedIn' | null;
  readonly count: number;
};

/**
 * The risks of an approval, each once, in their order, with whose they are. A merge is of two accounts; an erasure of one
 * account and of all that were merged into it, however many.
 */
export function riskWords({
  accountId,
  erasure,
  risks,
}: Pick<ApprovalView, 'accountId' | 'risks'> & { readonly erasure: unknown }): RiskWords[] {
  return [...new Set(risks.map(({ risk }) => risk))].map((which) => {
    const on = risks.filter(({ risk }) => risk === which).map((each) => each.accountId);
    const others = on.filter((id) => id !== null && id !== accountId).length;
    const own = on.includes(accountId);
    const of = { risk: which, count: others };
    if (own && others === 0) return { ...of, about: 'account' };
    if (others === 0) return { ...of, about: null };
    if (erasure) return { ...of, about: own ? 'withMergedIn' : 'mergedIn' };
    return { ...of, about: own ? 'bothAccounts' : 'other' };
  });
}
