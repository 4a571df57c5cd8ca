/** Every account a plan names, with the version it was computed from: none has moved, or the plan is void. */
export const RAISE_SECURITY_VERSIONS = {
  name: 'plan_raise_security_versions',
  text: `update account a set security_version = a.security_version + 1, updated_at = $3
           from unnest($1::uuid[], $2::bigint[]) as named (id, version)
          where a.id = named.id and a.security_version = named.version
         returning a.id`,
};
/** The same plan of the same moment is the same row. */
export const KEEP_PLAN = {
  name: 'plan_keep',
  text: `insert into plan (hash, kind, account_id, body_sealed, created_at) values ($1, $2, $3, $4, $5)
         on conflict (hash) do nothing`,
};
export const ADD_IDENTIFIER = {
  name: 'plan_add_identifier',
  text: `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, alias, linked_since,
           verified_at, origin, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $10, $10)`,
};
export const ADD_CHANGE = {
  name: 'plan_add_identifier_change',
  text: `insert into identifier_change (id, account_id, case_id, identifier_id, plan_hash, state, requested_by, requested_at,
           expires_at, decided_at, kind, origin)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
};
/** From now on it is the account's: only now its tenure begins. */
export const VERIFY_IDENTIFIER = {
  name: 'plan_verify_identifier',
  text: `update identifier set state = 'verified', verified_at = $3, linked_since = $3, updated_at = $3
          where id = $1 and account_id = $2 and state = 'pending' returning id`,
};
export const RELEASE_IDENTIFIER = {
  name: 'plan_release_identifier',
  text: `update identifier
            set state = 'released', released_at = $3, release_reason = $4, taken_by_account_id = $5, updated_at = $3
          where id = $1 and account_id = $2 and state <> 'released' returning id`,
};
/** A living claim of another account stays: then no row comes back. */
export const CLAIM = {
  name: 'plan_claim',
  text: `insert into identifier_claim as held (realm, kind, normalised, account_id, identifier_id, expires_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (realm, kind, normalised) do update
            set account_id = excluded.account_id, identifier_id = excluded.identifier_id, expires_at = excluded.expires_at
          where held.expires_at <= $7 or held.account_id = excluded.account_id
         returning identifier_id`,
};
export const DROP_CLAIM = {
  name: 'plan_drop_claim',
  text: `delete from identifier_claim where realm = $1 and kind = $2 and normalised = $3 and account_id = $4`,
};
export const SETTLE_CHANGE = {
  name: 'plan_settle_change',
  text: `update identifier_change set state = $3, decided_at = $4
          where account_id = $1 and identifier_id = $2 and state in ('pending', 'held') returning id`,
};
/** An e-mail that reaches the customer is there again: what callers said about the old one is over. */
export const FORGET_LOST_EMAIL = {
  name: 'plan_forget_lost_email',
  text: 'update case_account set email_reported_lost = false where account_id = $1 and email_reported_lost',
};
/** A change in effect is taken back. */
export const REVERSE_CHANGE = {
  name: 'plan_reverse_change',
  text: `update identifier_change set state = 'reversed', decided_at = $3
          where account_id = $1 and identifier_id = $2 and state = 'effective' returning id`,
};
export const HOLD_CHANGE = {
  name: 'plan_hold_change',
  text: `update identifier_change
            set state = 'held', confirmed_at = $3, held_until = $4, expires_at = $5, hold_reasons = $6
          where account_id = $1 and identifier_id = $2 and state = 'pending' returning id`,
};
/** The claim of a held change lives past its effect. */
export const EXTEND_CLAIM = {
  name: 'plan_extend_claim',
  text: `update identifier_claim set expires_at = $5
          where realm = $1 and kind = $2 and normalised = $3 and account_id = $4 returning identifier_id`,
};
/** As old as it was: since when it was linked is not touched. */
export const RESTORE_IDENTIFIER = {
  name: 'plan_restore_identifier',
  text: `update identifier
            set state = 'verified', released_at = null, release_reason = null, taken_by_account_id = null, updated_at = $3
          where id = $1 and account_id = $2 and state = 'released' returning id`,
};
export const END_PASSWORD = {
  name: 'plan_end_password',
  text: 'delete from credential where account_id = $1',
};
export const END_SESSIONS = {
  name: 'plan_end_sessions',
  text: 'update customer_session set ended_at = $2 where account_id = $1 and ended_at is null returning 1',
};
/** Nobody is asked any more about a change that does not wait. */
export const VOID_APPROVALS = {
  name: 'plan_void_approvals',
  text: `update approval set state = 'void', decided_at = $2
          where change_id = $1 and kind = 'held-change' and state = 'waiting'`,
};
