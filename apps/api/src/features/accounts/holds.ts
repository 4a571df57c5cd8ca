/**
 * The condition of SQL that an account is under a legal hold: one that an admin placed, or one that the shop's files say.
 * @param account what names the account in the statement, such as `a.id`
 */
export function underLegalHold(account: string): string {
  return `(exists (select from legal_hold h where h.account_id = ${account} and h.lifted_at is null)
    or exists (select from account_hold h
                where h.account_id = ${account} and h.kind = 'legal-hold' and h.ended_at is null))`;
}

/**
 * The kinds of hold that keep an account as it is, as an array of SQL in alphabetical order: those that the shop's files
 * say, and the legal hold that an admin placed.
 * @param account as of {@link underLegalHold}
 */
export function openHolds(account: string): string {
  return `array(select h.kind from account_hold h where h.account_id = ${account} and h.ended_at is null
    union select 'legal-hold' from legal_hold l where l.account_id = ${account} and l.lifted_at is null order by 1)`;
}
