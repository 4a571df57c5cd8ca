/**
 * The condition of SQL that an account is under a legal hold: one that an admin placed, or one that the shop's files say.
 * @param account what names the account in the statement, such as `a.id`
 */
export function underLegalHold(account: string): string {
  return `(exists (select from legal_hold h where h.account_id = ${account} and h.lifted_at is null)
    or exists (select from account_hold h
                where h.account_id = ${account} and h.kind = 'legal-hold' and h.ended_at is null))`;
}
