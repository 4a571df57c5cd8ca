import type { ChallengePurpose, PossessionKind } from '@relink/domain';

/** A challenge's row. */
export type Challenge = {
  readonly id: string;
  readonly purpose: ChallengePurpose;
  readonly account_id: string | null;
  readonly case_id: string | null;
  readonly identifier_id: string | null;
  readonly change_id: string | null;
  readonly proves: PossessionKind | null;
  readonly code_hash: Buffer | null;
  readonly tries_left: number;
  readonly expires_at: Date;
};

const LIVE = 'used_at is null and superseded_at is null';

export const FIND_LIVE = {
  name: 'challenge_find_live',
  text: `select expires_at, tries_left from challenge
          where destination = $1 and purpose = $2 and account_id = $3 and ${LIVE} and expires_at > $4
          order by created_at desc limit 1 for update`,
};
export const SUPERSEDE = {
  name: 'challenge_supersede',
  text: `update challenge set superseded_at = $4
          where destination = $1 and purpose = $2 and account_id = $3 and ${LIVE}`,
};
export const INSERT_CHALLENGE = {
  name: 'challenge_insert',
  text: `insert into challenge (id, reference, purpose, account_id, case_id, identifier_id, change_id, destination, proves,
           method, needs_last_order, code_hash, token_hash, tries_left, created_at, expires_at, message_id, requested_by, desk_code)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
};
/** Takes a try off where there is one to take, and shows the challenge as it was before in any case. */
export const TRY_CODE = {
  name: 'challenge_try_code',
  text: `with tried as (
           update challenge set tries_left = tries_left - 1
            where reference = $1 and purpose = any($2) and tries_left > 0 and ${LIVE} and expires_at > $3
              and created_at > $4
           returning id, tries_left)
         select c.id, c.purpose, c.account_id, c.case_id, c.identifier_id, c.change_id, c.proves, c.code_hash,
                coalesce(t.tries_left + 1, c.tries_left) as tries_left, c.expires_at, t.id is not null as tried
           from challenge c left join tried t on t.id = c.id
          where c.reference = $1 and c.purpose = any($2)`,
};
export const TRY_TOKEN = {
  name: 'challenge_try_token',
  text: `update challenge set used_at = $3
          where token_hash = $1 and purpose = $2 and ${LIVE} and expires_at > $3
         returning id, purpose, account_id, case_id, identifier_id, change_id, proves, code_hash, tries_left, expires_at`,
};
export const USE_CHALLENGE = {
  name: 'challenge_use',
  text: 'update challenge set used_at = $2 where id = $1',
};
export const GIVE_BACK = {
  name: 'challenge_give_back',
  text: 'update challenge set used_at = null, tries_left = $2 where id = $1',
};
export const SUPERSEDE_ALL = {
  name: 'challenge_supersede_all',
  text: `update challenge set superseded_at = $3 where account_id = $1 and purpose = $2 and ${LIVE}`,
};
/** What counts towards the limits of the day: `same` went to this destination for this purpose, `own` is of the account. */
export const SENT_SINCE = {
  name: 'challenge_sent_since',
  text: `select created_at, destination = $1 and purpose = $2 as same, account_id is not distinct from $3 as own
           from challenge
          where created_at > $4 and ((destination = $1 and purpose = $2) or account_id = $3)`,
};
/** The account behind a challenge. Its case is locked on the way: cases are locked before accounts everywhere. */
const behind = (which: string): string => `
  with behind as (select account_id, case_id from challenge where ${which}),
       locked as materialized (select c.id from recovery_case c join behind b on b.case_id = c.id for no key update of c)
  select behind.account_id from behind left join locked on locked.id = behind.case_id`;
export const BEHIND_TOKEN = {
  name: 'challenge_behind_token',
  text: behind('token_hash = $1'),
};
export const BEHIND_REFERENCE = {
  name: 'challenge_behind_reference',
  text: behind('reference = $1'),
};
