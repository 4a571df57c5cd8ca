import type { ApprovalSummary } from '@relink/contract';
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
  kind,
  risks,
}: Pick<ApprovalSummary, 'accountId' | 'kind' | 'risks'>): RiskWords[] {
  return [...new Set(risks.map(({ risk }) => risk))].map((which) => {
    const on = risks.filter(({ risk }) => risk === which).map((each) => each.accountId);
    const others = on.filter((id) => id !== null && id !== accountId).length;
    const own = on.includes(accountId);
    const of = { risk: which, count: others };
    if (own && others === 0) return { ...of, about: 'account' };
    if (others === 0) return { ...of, about: null };
    if (kind === 'erasure') return { ...of, about: own ? 'withMergedIn' : 'mergedIn' };
    return { ...of, about: own ? 'bothAccounts' : 'other' };
  });
}

type Translate = (key: string, options?: { smart_count: number }) => string;

/** The risks in words, one line each: of a merge and of an erasure also which of the accounts it is about. */
export function riskLines(of: Parameters<typeof riskWords>[0], t: Translate): string[] {
  return riskWords(of).map(({ risk, about, count }) => {
    const words = t(`relink.approvals.risks.${risk}`);
    return about === null ? words : `${t(`relink.approvals.${about}`, { smart_count: count })}: ${words}`;
  });
}
