import type { ApprovalSummary } from '@relink/contract';

type Translate = (key: string) => string;

/** What an approval is about, in a few words: `A change that is held (new e-mail)`. */
export function whatItIs(
  { kind, changeKind }: Pick<ApprovalSummary, 'kind' | 'changeKind'>,
  t: Translate,
): string {
  if (kind === 'merge' || kind === 'merge-undo' || kind === 'erasure')
    return t(`relink.approvals.kinds.${kind}`);
  return `${t(`relink.approvals.kinds.${kind}`)} (${t(`relink.approvals.what.${changeKind ?? 'password'}`)})`;
}
