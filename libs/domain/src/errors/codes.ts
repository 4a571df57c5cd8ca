/**
 * Every stable `code` that a problem+json answer of the API can carry, with its HTTP status and its title.
 * A client may rely on the code; the title may be reworded.
 */
export const PROBLEMS = {
  // Asked wrongly
  'malformed-json': { status: 400, title: 'The body is not valid JSON. Send a JSON object.' },
  'invalid-input': { status: 422, title: 'Some fields are not valid. Mend the fields named in errors.' },
  'body-too-large': { status: 413, title: 'The body is too large.' },
  'unsupported-media-type': { status: 415, title: 'Send application/json.' },
  'not-acceptable': { status: 406, title: 'This is a stream of events. Accept text/event-stream.' },
  'idempotency-key-missing': { status: 400, title: 'Send an Idempotency-Key header with each change.' },
  'idempotency-key-reused': {
    status: 422,
    title: 'This Idempotency-Key was used for another request. Use a new one.',
  },
  'request-in-flight': {
    status: 409,
    title: 'The same request is still being carried out. Ask again in a moment.',
  },
  overtaken: {
    status: 409,
    title:
      'Somebody else changed the same thing at this moment. Nothing was changed. Look again, then repeat it.',
  },
  'not-found': { status: 404, title: 'There is nothing here under that name.' },
  'range-too-deep': { status: 400, title: 'That is too far down the list. Narrow the filter.' },
  // Who asks
  'signed-out': { status: 401, title: 'Sign in first.' },
  'wrong-credentials': { status: 401, title: 'The name or the password is not right.' },
  'passwords-off': {
    status: 403,
    title: 'Passwords are switched off at this desk. Sign in with your company account.',
  },
  'sign-in-broken': {
    status: 401,
    title: 'The company sign-in was not finished. Begin it again from the sign-in page.',
  },
  'sign-in-unreadable': {
    status: 401,
    title: 'Your company account does not say who you are. Ask an admin of the company sign-in.',
  },
  'sign-in-no-role': {
    status: 403,
    title: 'Your company account has no role at this desk. Ask an admin of the company sign-in.',
  },
  'sign-in-name-taken': {
    status: 409,
    title: 'Somebody at this desk has your name already. An admin has to link it to your company account.',
  },
  'too-many-tries': { status: 429, title: 'Too many tries. Wait before trying again.' },
  'too-many-streams': { status: 429, title: 'Too many pages of this desk are open. Close one of them.' },
  'factor-awaited': { status: 403, title: 'Give your second factor first.' },
  'factor-needed': {
    status: 403,
    title: 'Your role needs a second factor. Enrol a passkey or an authenticator app first.',
  },
  'step-up-needed': { status: 403, title: 'Prove again that it is you. Nothing was changed yet.' },
  'factor-not-accepted': {
    status: 422,
    title: 'This was not accepted. Type the newest code, which works once, or use another factor.',
  },
  'factor-not-awaited': { status: 409, title: 'No second factor is awaited here. Sign in again.' },
  'passkeys-unavailable': {
    status: 409,
    title: 'Passkeys work at the address of the desk only. Use an authenticator app here.',
  },
  'last-factor': {
    status: 409,
    title: 'This is your last factor, and your role needs one. Enrol another first.',
  },
  'factor-limit-reached': { status: 409, title: 'You have enrolled as many factors as one agent may.' },
  'factor-known-already': { status: 409, title: 'This passkey is enrolled already.' },
  'recovery-pending': { status: 409, title: 'A recovery of this agent’s factors waits already.' },
  'recovery-not-needed': { status: 409, title: 'This agent has no second factor to recover from.' },
  'recovery-decided': { status: 409, title: 'This recovery has been decided or has expired. Ask again.' },
  'own-recovery': {
    status: 403,
    title: 'You asked for this, or it is about you. Another admin has to decide.',
  },
  'let-in-lately': {
    status: 403,
    title: 'One of you two let the other in within the last 7 days. Another admin has to decide.',
  },
  'not-permitted': { status: 403, title: 'Your role may not do this.' },
  'cross-site': { status: 403, title: 'This request did not come from this desk.' },
  'case-needed': {
    status: 403,
    title: 'An account page opens only from a case of your own. Open a case and add the account.',
  },
  // Cases
  'not-your-case': { status: 403, title: 'This case belongs to another agent. Ask for a hand-over.' },
  'case-not-taken': { status: 409, title: 'Nobody has taken this case yet. Take it first.' },
  'case-already-taken': { status: 409, title: 'Somebody else has taken this case.' },
  'third-party-caller': {
    status: 409,
    title: 'Somebody else is calling for the account holder. Nothing can be done until the holder calls.',
  },
  'holder-died': {
    status: 409,
    title: 'The account holder has died. A supervisor handles the account with the papers of the estate.',
  },
  'private-contact': {
    status: 403,
    title: 'This account carries a contact of your own. Hand the case over to a colleague.',
  },
  'changes-stopped': {
    status: 423,
    title:
      'An admin has stopped all changes for now. Nothing was changed. Try again once they are open again.',
  },
  'changes-already-stopped': { status: 409, title: 'Changes are stopped already.' },
  'changes-not-stopped': { status: 409, title: 'Changes are open already.' },
  'policy-moved': {
    status: 409,
    title: 'Somebody else has set the policy meanwhile. Look at the newest version, then repeat it.',
  },
  'case-closed': { status: 409, title: 'This case is closed.' },
  'case-state-conflict': { status: 409, title: 'The case is not in a state in which this can be done.' },
  'account-not-in-case': { status: 409, title: 'Add the account to the case first.' },
  'account-already-in-case': { status: 409, title: 'The account is already in this case.' },
  'claimed-account-exists': { status: 409, title: 'This case already has a claimed account.' },
  // Accounts and changes
  'account-not-active': {
    status: 409,
    title: 'This account is not active, so nothing on it can be changed.',
  },
  'account-locked': {
    status: 423,
    title:
      'Verification of this account is locked. It opens again by itself; a supervisor can lift the lock with a reason.',
  },
  'another-person-needed': {
    status: 403,
    title: 'This lock came from what you sent yourself. Another supervisor has to lift it.',
  },
  'sign-settled': { status: 409, title: 'Somebody has already said what this was. Look again.' },
  'own-notice': { status: 403, title: 'This notice is about you. Another supervisor has to settle it.' },
  'account-not-locked': { status: 409, title: 'Verification of this account is not locked.' },
  'agent-stopped': {
    status: 403,
    title: 'You had failed rounds on too many accounts today. Ask a supervisor to take over.',
  },
  'assurance-too-low': { status: 409, title: 'The caller is not verified yet.' },
  'last-order-needed': { status: 409, title: 'A round that holds the last order is needed here.' },
  'change-limit-reached': {
    status: 429,
    title: 'You have changed as many accounts as one agent may for now.',
  },
  'search-limit-reached': {
    status: 429,
    title:
      'You have searched as often as one person may for now. Ask a supervisor to grant you more, or hand the call over.',
  },
  'look-limit-reached': {
    status: 429,
    title:
      'You have looked at as many accounts as one person may for now. Ask a supervisor to grant you more, or hand the call over.',
  },
  'reveal-limit-reached': {
    status: 429,
    title:
      'You have revealed as many fields as one person may for now. Ask a supervisor to grant you more, or hand the case over.',
  },
  'reveal-over': {
    status: 409,
    title: 'The time in which this field could be read is over. Reveal it again if you still need it.',
  },
  'limit-granted-back': {
    status: 403,
    title: 'This person has let you look at more. Somebody else has to grant it to them.',
  },
  'grant-too-large': {
    status: 409,
    title: 'All that is granted may come to no more than the limit once again.',
  },
  'own-limit': { status: 403, title: 'This limit is on you. Another supervisor has to grant you more.' },
  'second-detail-needed': {
    status: 422,
    title: 'A name alone finds nobody. Add a postcode, the month of an order, or a phone’s last four digits.',
  },
  'email-in-use': { status: 409, title: 'This e-mail already signs in to another account.' },
  'email-on-duplicate': {
    status: 409,
    title:
      'This e-mail signs in to the duplicate in this case. Send a code to that address; once it is answered, try again and the e-mail is moved.',
  },
  'email-on-account-with-stake': {
    status: 409,
    title:
      'This e-mail signs in to an account with orders of its own. It cannot be moved without proving that account too.',
  },
  'email-claimed': { status: 409, title: 'This e-mail is waiting to be confirmed for another account.' },
  'email-already-yours': { status: 409, title: 'This e-mail already signs in to this account.' },
  'phone-in-use': {
    status: 409,
    title: 'This phone signs in to another account, which cannot agree to give it up. Take another number.',
  },
  'phone-on-duplicate': {
    status: 409,
    title:
      'This phone signs in to the duplicate. Add it to the case and send a code to its e-mail; once that is answered, try again.',
  },
  'phone-holder-must-agree': {
    status: 409,
    title:
      'This phone was confirmed. Its other account has to agree by the code that was sent to a contact of it; for a new code, cancel and link the phone again.',
  },
  'phone-claimed': { status: 409, title: 'This phone is waiting to be confirmed for another account.' },
  'phone-already-yours': { status: 409, title: 'This phone already signs in to this account.' },
  'not-changeable-now': {
    status: 423,
    title: 'This cannot be changed here now. Nothing was changed. Call our customer care.',
  },
  'wrong-password': { status: 422, title: 'The current password is not right.' },
  'change-already-pending': {
    status: 409,
    title: 'A new e-mail or phone is already waiting to be confirmed on this account.',
  },
  'identifier-not-usable': { status: 409, title: 'Nothing can be sent to this contact.' },
  'spoken-not-allowed': {
    status: 409,
    title: 'The policy does not allow codes that are read aloud. Let the customer type it on the portal.',
  },
  'no-contact-left': {
    status: 409,
    title: 'This account has no contact left that a code could go to. Ask for an identity document.',
  },
  'contact-fresh': { status: 409, title: 'This contact came to the account too recently to prove anything.' },
  'code-too-soon': { status: 429, title: 'A code was sent a moment ago. Wait before sending another.' },
  'code-limit-reached': { status: 429, title: 'No more codes can be sent to this contact today.' },
  // Evidence
  'too-few-answers': { status: 422, title: 'Ask at least two questions before sending the round.' },
  'answer-excluded': {
    status: 422,
    title: 'A fact used to find the account proves nothing. Ask something else.',
  },
  // Approvals
  'own-request': {
    status: 403,
    title: 'You asked for this change or took the evidence for it. Somebody else has to decide.',
  },
  'own-review': { status: 403, title: 'You had a part in this. Another supervisor has to mark it.' },
  'review-marked': { status: 409, title: 'Somebody has marked this already. Look at it again.' },
  'approval-decided': { status: 409, title: 'Somebody has decided this already. Look at it again.' },
  'approval-expired': {
    status: 409,
    title: 'This approval was not given in time. While the change still waits, it is asked for anew.',
  },
  'approval-void': {
    status: 409,
    title: 'The account has changed since. Nothing was done. Look at what would be done now.',
  },
  'approval-rejected': { status: 409, title: 'A second person said no. Nothing was done.' },
  'reversal-not-possible': {
    status: 409,
    title: 'There is nothing left to take back: what signs in to the account is what it was before.',
  },
  'account-opposed': {
    status: 423,
    title: 'Somebody said that a change of this account was not theirs. Decide that under Approvals.',
  },
  // Merges
  'merge-blocked': {
    status: 409,
    title: 'Something stands in the way of this merge. Nothing was changed. Look at the preview.',
  },
  'merge-plan-moved': {
    status: 409,
    title: 'An account has changed since the preview. Nothing was merged. Look at the preview again.',
  },
  'merge-choice-unknown': {
    status: 422,
    title: 'A choice names something that neither account has. Look at the preview again.',
  },
  'merge-not-done': {
    status: 409,
    title: 'This merge has not been carried out, so there is nothing to undo.',
  },
  'undo-pending': { status: 409, title: 'The undoing of this merge has been asked for already.' },
  'undo-too-late': { status: 409, title: 'This merge is too long ago: what it needs was deleted.' },
  'undo-void': {
    status: 409,
    title: 'A customer of this merge was erased since. It cannot be undone any more.',
  },
  'undo-blocked-by-later-merge': {
    status: 409,
    title: 'A later merge of one of these accounts stands in the way. Undo that one first.',
  },
  'undo-decision-needed': {
    status: 422,
    title: 'Something changed since the merge that only you can decide about.',
  },
  'duplicate-decided': { status: 409, title: 'Somebody has decided this already. Look at it again.' },
  'pass-running': {
    status: 409,
    title: 'A search through all accounts is running. Wait until it has finished.',
  },
  // Codes, links, passwords
  'code-not-accepted': { status: 422, title: 'This code is not valid. Check it, or ask for a new one.' },
  'link-not-accepted': { status: 422, title: 'This link is not valid any more. Ask for a new one.' },
  'password-too-weak': { status: 422, title: 'This password is too easy to guess.' },
  // Identity documents
  'document-waiting': {
    status: 409,
    title: 'A document of this account is being looked at already. Wait for its decision.',
  },
  'document-limit-reached': {
    status: 429,
    title: 'A document was asked for as often as it may be today. Ask a supervisor.',
  },
  'contact-on-file-left': {
    status: 409,
    title: 'A contact on file can get a link. A code is read out only where no contact is left.',
  },
  'document-gone': { status: 404, title: 'There are no pictures of this document, or no longer.' },
  'document-void': {
    status: 409,
    title: 'This document came before the case was handed over or reopened. Ask for it anew.',
  },
  'document-state-conflict': {
    status: 409,
    title: 'This document is not in a state in which this can be done. Look at it again.',
  },
  'document-no-match': {
    status: 409,
    title: 'The agent did not find that this document matches, so it cannot be confirmed.',
  },
  'document-not-opened': { status: 409, title: 'Look at every picture of the document first.' },
  'picture-unreadable': {
    status: 422,
    title: 'This file is damaged or no picture. Take the photo again and send it as JPEG, PNG or WebP.',
  },
  'picture-heic': {
    status: 415,
    title: 'HEIC pictures cannot be read here. Take the photo in the browser, or send it as JPEG.',
  },
  'picture-pdf': { status: 415, title: 'PDF files are not taken. Send photos of the document.' },
  'picture-too-large': { status: 413, title: 'A picture is larger than it may be. Take a smaller one.' },
  'uploads-busy': { status: 503, title: 'Many pictures are arriving just now. Try again in a moment.' },
  // Erasure
  'legal-hold': {
    status: 423,
    title: 'This account is held for a court or an authority. It cannot be erased until the hold is lifted.',
  },
  'legal-hold-placed': { status: 409, title: 'There is a legal hold on this account already.' },
  'legal-hold-not-placed': { status: 409, title: 'There is no legal hold of the desk on this account.' },
  'account-erased': { status: 410, title: 'This customer was erased. Nothing is left to do.' },
  'account-merged-away': {
    status: 409,
    title: 'This account was merged into another. Do it on the account that is left.',
  },
  'merge-under-way': {
    status: 409,
    title: 'A merge of this account is asked for or under way. Wait until it is decided.',
  },
  'erasure-pending': { status: 409, title: 'The erasure of this customer has been asked for already.' },
  'erasure-plan-moved': {
    status: 409,
    title: 'The account has changed since the erasure was approved. Nothing was erased. Ask for it again.',
  },
  // Imports
  'file-unreadable': { status: 422, title: 'The file is not a customer or order export that Relink knows.' },
  'file-too-large': { status: 413, title: 'The file is larger than an upload may be. Nothing was imported.' },
  'mapping-does-not-fit': {
    status: 422,
    title: 'The file does not have the columns that this mapping names.',
  },
  'mapping-retired': { status: 409, title: 'This mapping is out of use. Choose another, or make a new one.' },
  'import-running': { status: 409, title: 'Another import is running. Wait until it has finished.' },
  // Audit
  'not-sequenced-yet': {
    status: 409,
    title: 'This event is too new to be proven. It takes up to a minute.',
  },
  'verification-running': {
    status: 409,
    title: 'The log is being verified just now. Wait until that is over.',
  },
  'log-broken': { status: 500, title: 'A part of the log is missing. Tell who runs the database at once.' },
  'filters-full': { status: 409, title: 'You keep as many filters as there is room for. Delete one first.' },
  'exports-busy': {
    status: 409,
    title: 'Exports of yours are still being written. Wait until one has finished.',
  },
  'export-not-ready': { status: 409, title: 'The export is not written yet.' },
  'export-gone': { status: 410, title: 'The file of this export has been deleted. Ask for a new one.' },
  // The house
  'database-unavailable': {
    status: 503,
    title: 'The desk cannot reach its database just now. Try again in a moment: nothing is done twice.',
  },
  internal: { status: 500, title: 'Something went wrong here. Nothing was changed.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** A rule's no, as a value: the action returns it, and what it counted and recorded is committed with it. */
export type Refusal = {
  readonly code: ProblemCode;
  /** Field errors, keyed by path. */
  readonly errors?: Readonly<Record<string, string>>;
  /** What is missing or what to do next, for the screen. */
  readonly details?: Readonly<Record<string, unknown>>;
};
