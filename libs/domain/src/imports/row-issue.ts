import type { RowIssueSeverity } from './import.ts';

/** Every code of a row issue with the severity it has and what a person reads. */
export const ROW_ISSUES = {
  'wrong-width': { severity: 'refused', reason: 'The row has more or fewer columns than the header.' },
  unreadable: { severity: 'refused', reason: 'The quotes in this row do not match up.' },
  'row-too-large': {
    severity: 'refused',
    reason: 'The row is larger than any real one: is a quote not closed?',
  },
  'nul-byte': { severity: 'refused', reason: 'The value holds a NUL byte.' },
  'too-long': { severity: 'refused', reason: 'The value is longer than any real one.' },
  'id-missing': { severity: 'refused', reason: 'The row has no id.' },
  'id-unreadable': {
    severity: 'refused',
    reason: 'The id is not a whole number. Spreadsheets round long ids: export the file again.',
  },
  'key-missing': {
    severity: 'refused',
    reason: 'The row has no id, and no e-mail or phone to know the customer by.',
  },
  'duplicate-id': { severity: 'refused', reason: 'An earlier row of this file has the same id.' },
  'duplicate-key': {
    severity: 'refused',
    reason:
      'An earlier row of this file has the same e-mail, or phone, and the file has no id to tell them apart.',
  },
  'order-number-missing': { severity: 'refused', reason: 'The row names no order.' },
  'order-row-apart': {
    severity: 'refused',
    reason: 'The row carries on an order whose first row is not right above it.',
  },
  'order-too-long': {
    severity: 'refused',
    reason: 'The order has more items than any real one. This item is left out.',
  },
  'date-unreadable': { severity: 'refused', reason: 'The date cannot be read.' },
  'amount-unreadable': { severity: 'refused', reason: 'The amount cannot be read.' },
  'currency-missing': {
    severity: 'refused',
    reason: 'The currency is not three letters, such as EUR.',
  },
  'state-unreadable': {
    severity: 'refused',
    reason: 'The state is no word for an active, paused or cancelled subscription.',
  },
  'customer-unknown': {
    severity: 'refused',
    reason:
      'No account has this customer id, e-mail or phone. Import the customers first, then this file again.',
  },
  'item-unreadable': {
    severity: 'refused',
    reason: 'The quantity or the price of the item cannot be read. The rest of the order is loaded.',
  },
  'phone-impossible': {
    severity: 'warned',
    reason: 'No network gave out such a number. It is kept as written, as a contact, and is no login.',
  },
  'order-phone-impossible': {
    severity: 'warned',
    reason: 'No network gave out such a number. It is kept as written and leads to no account.',
  },
  'email-impossible': {
    severity: 'warned',
    reason: 'This is no e-mail address. It is kept as written, as a contact, and is no login.',
  },
  'email-of-another-customer': {
    severity: 'warned',
    reason: 'An earlier row of this file signs in with this e-mail. Here it is kept as a contact.',
  },
  'phone-of-another-customer': {
    severity: 'warned',
    reason: 'An earlier row of this file signs in with this phone. Here it is kept as a contact.',
  },
  'username-of-another-customer': {
    severity: 'warned',
    reason: 'An earlier row of this file signs in with this user name. Here it is left out.',
  },
  'login-of-another-account': {
    severity: 'warned',
    reason:
      'Another account signs in with this, and a row without an id cannot take it from there. Here it is no login.',
  },
  'username-impossible': {
    severity: 'warned',
    reason:
      'This cannot be a user name: it is too long or has characters that cannot be seen. It is left out.',
  },
  'items-unreadable': {
    severity: 'warned',
    reason: 'Some items in this cell cannot be read and are left out. The order is loaded.',
  },
  'detail-unreadable': {
    severity: 'warned',
    reason: 'This cannot be read, and what the account has is left as it is. The rest of the row is loaded.',
  },
  'credit-without-currency': {
    severity: 'warned',
    reason: 'The store credit has no currency, and what the account has is left as it is.',
  },
  'date-left-out': { severity: 'warned', reason: 'The date cannot be read and is left out.' },
  'hidden-characters': {
    severity: 'warned',
    reason: 'Characters that cannot be seen were taken out.',
  },
  'broken-encoding': { severity: 'warned', reason: 'Some characters are not valid UTF-8 and are lost.' },
  'released-in-relink': {
    severity: 'differing',
    reason: 'Relink took this off the account, or gave it another use. It stays so.',
  },
  'pending-in-relink': {
    severity: 'differing',
    reason: 'The file has this as a login, and in Relink it waits to be confirmed.',
  },
  'changed-in-relink': {
    severity: 'differing',
    reason: 'Relink gave this account another login of this kind. The value in the file is not added.',
  },
  'added-in-relink': {
    severity: 'differing',
    reason: 'Relink gave this account a login that the file does not have. It stays.',
  },
  'customer-erased': {
    severity: 'differing',
    reason: 'This customer was erased. The row is left out, and nothing of it is kept.',
  },
  'held-in-relink': {
    severity: 'differing',
    reason: 'In Relink another account signs in with this. It stays there.',
  },
  'somebody-else': {
    severity: 'differing',
    reason:
      'An account has this id, e-mail or phone, under another name and with nothing else in common. Nothing is changed: it may be another person.',
  },
  'account-in-file-already': {
    severity: 'differing',
    reason: 'An earlier row of this file was about the same account. This one changes nothing.',
  },
  'kept-beside-the-file': {
    severity: 'differing',
    reason: 'A file with ids gave this account its logins. A row without an id does not change them.',
  },
  'merged-in-relink': {
    severity: 'differing',
    reason:
      'Another account was merged into this one, and the file speaks of one of the two. Points, store credit and consents given stay as they are in Relink.',
  },
  'account-merged': {
    severity: 'differing',
    reason:
      'In Relink this account was merged into another, so the row changes nothing. Its orders go to the other one.',
  },
  'account-not-active': {
    severity: 'differing',
    reason: 'The account is not active in Relink, so nothing on it is changed.',
  },
} as const satisfies Record<string, { severity: RowIssueSeverity; reason: string }>;
export type RowIssueCode = keyof typeof ROW_ISSUES;

/** What is to be said about one row. `line` is where the row begins in the file, counted from 1. */
export type RowIssue = {
  readonly severity: RowIssueSeverity;
  readonly line: number;
  readonly column: string;
  readonly code: RowIssueCode;
  readonly reason: string;
};

export function rowIssue(line: number, column: string, code: RowIssueCode): RowIssue {
  return { line, column, code, ...ROW_ISSUES[code] };
}
