/** What stands in the way of a second person, of a document, of an erasure, and of the log. */
export const OVERSIGHT_PROBLEMS = {
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
} as const;
