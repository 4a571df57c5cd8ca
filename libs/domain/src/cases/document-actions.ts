import { type AccountFacts, nothingAtStake } from '../accounts/index.ts';
import { LIVING_DOCUMENT_STATES } from '../documents/index.ts';
import { isRefusal } from '../errors/refusal.ts';
import { days, epoch, instantOf, isAhead } from '../policy/instants.ts';
import { assuranceOf, codeDestination, compareAssurance } from '../verification/index.ts';
import { missingActive, missingFreedom, missingUnlocked } from './account-lacks.ts';
import { type ActionVerdict, type Missing, missing, verdictFrom } from './action.ts';
import { type ActionSituation, missingForAccount } from './action-situation.ts';
import type { CaseAccountRole } from './case.ts';

/**
 * Asking for an identity document, once the caller is at least `identified`: by a link to a contact that may get a code,
 * one verdict each; and by a code that the agent reads out, only where no such contact is left. Where somebody could be
 * warned, they are. Source: DESIGN, Evidence policy.
 */
export function documentActions(
  account: AccountFacts,
  role: CaseAccountRole,
  situation: ActionSituation,
): ActionVerdict[] {
  if (role !== 'claimed' && nothingAtStake(account)) return [];
  const { now, policy } = situation;
  const lacking = [
    ...missingForAccount(account, situation),
    ...missingActive(account),
    ...missingUnlocked(account, situation),
    ...missingFreedom(situation),
    ...missingIdentified(account, situation),
    ...missingNoDocument(account, situation),
    ...missingDocumentLimit(account, situation),
  ];
  const of = { action: 'ask-document', accountId: account.id } as const;
  const contacts = account.identifiers.filter(
    (identifier) => !isRefusal(codeDestination(identifier, account, now, policy)),
  );
  return [
    ...contacts.map(({ id }) => verdictFrom({ ...of, identifierId: id }, lacking)),
    verdictFrom(of, [
      ...lacking,
      ...(policy.rules.spokenCodes ? [] : [missing('spoken-allowed')]),
      ...(contacts.length === 0 ? [] : [missing('no-contact-left')]),
    ]),
  ];
}

/** Strict knows no `identified`: there it takes what `verified` takes. */
function missingIdentified(account: AccountFacts, situation: ActionSituation): Missing[] {
  const { case: facts, evidence, now, policy } = situation;
  const assurance = assuranceOf(account.id, evidence, facts.resetAt, now, policy);
  if (compareAssurance(assurance.level, 'identified') >= 0) return [];
  const byRound = policy.assurance.some(({ level }) => level === 'identified');
  return byRound ? [missing('knowledge-round')] : assurance.missing.map((gap) => missing(gap));
}

/** One that was asked for and never came may be asked for again: the link went nowhere, or the code was not heard. */
function missingNoDocument(account: AccountFacts, { case: facts, documents }: ActionSituation): Missing[] {
  const waits = documents.some(
    ({ accountId, caseId, state }) =>
      accountId === account.id &&
      caseId === facts.id &&
      state !== 'asked' &&
      LIVING_DOCUMENT_STATES.some((living) => living === state),
  );
  return waits ? [missing('no-document-waiting')] : [];
}

function missingDocumentLimit(account: AccountFacts, { documents, now, policy }: ActionSituation): Missing[] {
  const { asksPerDay } = policy.numbers.document;
  const again = documents
    .filter(({ accountId }) => accountId === account.id)
    .map(({ askedAt }) => instantOf(epoch(askedAt) + days(1)))
    .filter((freeAt) => isAhead(freeAt, now))
    .toSorted()
    .at(-asksPerDay);
  return again === undefined ? [] : [missing('document-limit', again)];
}
