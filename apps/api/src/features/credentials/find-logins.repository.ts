import { DEFAULT_REALM, type LoginCandidate } from '@relink/domain';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';

const FIND = {
  name: 'customer_logins_find',
  text: `select i.account_id as "accountId", c.password_hash as "passwordHash", typed.normalised
           from unnest($2::text[], $3::text[]) with ordinality as typed (kind, normalised, place)
           join identifier i on i.realm = $1 and i.kind = typed.kind and i.normalised = typed.normalised
            and i.use = 'login' and i.state = 'verified'
           join account a on a.id = i.account_id and a.status = 'active'
            and not exists (select from verification_lock l where l.account_id = a.id and l.kind = 'opposed' and l.lifted_at is null)
           join credential c on c.account_id = a.id
          order by typed.place limit 3`,
};

/** An account that what was typed may mean, with the hash its password is compared with. */
export type FoundLogin = {
  readonly accountId: string;
  readonly passwordHash: string;
  /** Which of the candidates it is. */
  readonly normalised: string;
};

/** The active accounts in which a candidate is a verified login and which have a password, likeliest first. */
export function findLogins(executor: Executor, candidates: readonly LoginCandidate[]): Promise<FoundLogin[]> {
  return runNamed<FoundLogin>(executor, FIND, [
    DEFAULT_REALM,
    candidates.map(({ kind }) => kind),
    candidates.map(({ normalised }) => normalised),
  ]);
}
