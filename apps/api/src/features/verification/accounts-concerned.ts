import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { hashToken } from '../../platform/guard/sessions.ts';

const concerned = (
  where: string,
) => `with behind as (select account_id, change_id from challenge where ${where}),
    change as (
      select c.account_id, i.realm, i.kind, i.normalised from behind b
        join identifier_change c on c.id = b.change_id join identifier i on i.id = c.identifier_id)
  select account_id as id from behind where account_id is not null
   union select account_id from change
   union select h.account_id from change c
           join identifier h on h.realm = c.realm and h.kind = c.kind and h.normalised = c.normalised
            and h.use = 'login' and h.state = 'verified'`;
const BY_TOKEN = { name: 'challenge_concerned_by_token', text: concerned('token_hash = $1') };
const BY_REFERENCE = { name: 'challenge_concerned_by_reference', text: concerned('reference = $1') };

/**
 * Every account that an answer to a challenge can change: the challenge's own, the one that asked for the change it is
 * about, and the one where that change's value signs in. They are locked, in their order, before the challenge is.
 */
export async function accountsConcerned(
  executor: Executor,
  by: { reference: string | null } | { token: string },
): Promise<string[]> {
  const rows =
    'token' in by
      ? await runNamed<{ id: string }>(executor, BY_TOKEN, [hashToken(by.token)])
      : await runNamed<{ id: string }>(executor, BY_REFERENCE, [by.reference ?? '']);
  return rows.map(({ id }) => id);
}
