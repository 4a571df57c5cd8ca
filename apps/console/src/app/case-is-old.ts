import type { CaseView } from '@relink/contract';

const WHILE_ANSWER_IS_AWAITED_MS = 3_000;
const OTHERWISE_MS = 30_000;

/** What was read, and when. */
type Read = { readonly revision: string | undefined; readonly at: number };

/** Whether the case that is shown is not the newest any more: its revision was asked for after it, and is another. */
export function caseIsOld(shown: Read, heard: Read): boolean {
  return heard.revision !== undefined && heard.revision !== shown.revision && heard.at > shown.at;
}

/** How often, in milliseconds, an open case asks whether it has changed. */
export function askEvery({ challenges, accounts }: Pick<CaseView, 'challenges' | 'accounts'>): number {
  const awaited =
    challenges.some(({ state }) => state === 'sent') ||
    accounts.some(({ pendingEmail, pendingPhone }) => pendingEmail !== null || pendingPhone !== null);
  return awaited ? WHILE_ANSWER_IS_AWAITED_MS : OTHERWISE_MS;
}
