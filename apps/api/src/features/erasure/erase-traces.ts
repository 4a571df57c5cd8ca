import {
  accounts,
  accountsAt,
  apart,
  cases,
  GONE,
  reached,
  either,
  type EraseStatement,
} from './erase-statement.ts';
import { valuesOf } from './person.ts';

/** What is emptied of what the desk and others wrote of a person: messages, codes, notes, reasons, rows of files. */
export const ERASE_TRACES: readonly EraseStatement[] = [
  {
    part: 'messages',
    text: `delete from development_inbox where message_id in (select id from message
             where account_id = any($1::uuid[]) or identifier_id = any($2::uuid[]) or destination = any($3))`,
    values: (person, now) => reached(person, now).slice(0, 3),
  },
  {
    part: 'messages',
    text: `update message set destination = ${GONE}, params = '{}', secret_sealed = null, provider_id = null, last_error = null,
             state = case when state = 'waiting' then 'expired' else state end, expires_at = least(expires_at, $4)
            where account_id = any($1::uuid[]) or identifier_id = any($2::uuid[]) or destination = any($3)`,
    values: reached,
  },
  {
    // What others were told in this person's cases: to whom is theirs, what is this person's.
    part: 'messages',
    text: `update message set params = '{}' where case_id = any($1::uuid[]) and state <> 'waiting' and params <> '{}'`,
    values: cases,
  },
  {
    part: 'messages',
    text: `delete from development_inbox where message_id in (select id from message where case_id = any($1::uuid[]))`,
    values: cases,
  },
  {
    part: 'codes-and-links',
    text: `update challenge set destination = ${GONE}, code_hash = null, token_hash = null, desk_code = null, tries_left = 0,
             superseded_at = coalesce(superseded_at, $4), expires_at = least(expires_at, $4)
            where account_id = any($1::uuid[]) or identifier_id = any($2::uuid[]) or destination = any($3)`,
    values: reached,
  },
  {
    part: 'codes-and-links',
    text: 'update objection_link set expires_at = least(expires_at, $2) where account_id = any($1::uuid[])',
    values: accountsAt,
  },
  {
    part: 'call-backs',
    text: `update call_back set phone = ${GONE}, normalised = ${apart('case_id')}, wished_at = null
            where case_id = any($1::uuid[]) or normalised = any($2)`,
    values: (person) => [person.caseIds, valuesOf(person, 'phone')],
  },
  { part: 'case-notes', text: 'delete from case_draft where case_id = any($1::uuid[])', values: cases },
  {
    part: 'case-notes',
    text: `update recovery_case set ticket = '' where id = any($1::uuid[]) and ticket <> ''`,
    values: cases,
  },
  {
    part: 'reasons',
    text: `update approval set request_reason = null, decision_reason = null
            where account_id = any($1::uuid[]) or case_id = any($2::uuid[])`,
    values: either,
  },
  {
    part: 'reasons',
    text: `update approval set state = 'void', decided_at = $2 where account_id = any($1::uuid[]) and state = 'waiting'`,
    values: accountsAt,
  },
  {
    part: 'reasons',
    text: `update verification_lock set lift_reason = ${GONE} where account_id = any($1::uuid[]) and lift_reason is not null`,
    values: accounts,
  },
  {
    part: 'reasons',
    text: `update notice set settle_reason = ${GONE}
            where (account_id = any($1::uuid[]) or case_id = any($2::uuid[])) and settle_reason is not null`,
    values: either,
  },
  {
    part: 'reasons',
    text: `update review set note = ${GONE} where (account_id = any($1::uuid[]) or case_id = any($2::uuid[])) and note <> ''`,
    values: either,
  },
  {
    part: 'reasons',
    text: `update sign set note = ${GONE} where account_id = any($1::uuid[]) and note is not null`,
    values: accounts,
  },
  {
    part: 'reasons',
    text: `update legal_hold set reason = ${GONE}, lift_reason = case when lift_reason is null then null else ${GONE} end
            where account_id = any($1::uuid[])`,
    values: accounts,
  },
  {
    part: 'search-and-duplicates',
    text: 'delete from search_hit where account_id = any($1::uuid[])',
    values: accounts,
  },
  {
    part: 'search-and-duplicates',
    text: 'delete from duplicate where account_a = any($1::uuid[]) or account_b = any($1::uuid[])',
    values: accounts,
  },
  {
    part: 'traces-of-requests',
    text: `delete from idempotent_request
            where principal = any(select 'customer:' || id from unnest($1::text[]) id) or resource_id = any($1::text[])`,
    values: accounts,
  },
  {
    // Somebody who forgot a password waits there by their e-mail.
    part: 'traces-of-requests',
    text: `delete from graphile_worker._private_jobs where locked_at is null and payload ->> 'email' = any($1)`,
    values: (person) => [person.contacts.flatMap(({ value, normalised }) => [value, normalised])],
  },
  {
    part: 'import-rows',
    text: 'delete from import_seen_id where external_id = any($1)',
    values: ({ externalIds, accountIds }) => [
      [...externalIds.map(({ id }) => id), ...accountIds.map((id) => `account:${id}`)],
    ],
  },
  {
    // Rows of files as they came: whatever row names them, by a contact, their id, their street or their whole name.
    part: 'import-rows',
    text: `update import_row_issue i set row_text = '' where row_text <> '' and (
             exists (select from unnest($1::text[]) v (v) where position(v in lower(i.row_text)) > 0)
             or exists (select from unnest($2::text[]) d (d) where position(d in regexp_replace(i.row_text, '\\D', '', 'g')) > 0)
             or exists (select from unnest($3::text[], $4::text[]) n (first, last)
                         where position(first in lower(i.row_text)) > 0 and position(last in lower(i.row_text)) > 0))`,
    values: (person) => {
      const words = [
        ...person.contacts
          .filter(({ kind }) => kind !== 'phone')
          .flatMap(({ value, normalised }) => [value, normalised]),
        ...person.externalIds.map(({ id }) => id),
        ...person.streets,
      ];
      // A shorter one would be found in every row.
      const telling = words.map((word) => word.toLowerCase()).filter((word) => word.length > 3);
      const digits = valuesOf(person, 'phone').map((phone) => phone.replace(/\D/g, '').slice(-9));
      const named = person.names.filter(({ first, last }) => (first + last).length > 3);
      return [
        telling,
        digits.filter((each) => each.length > 6),
        named.map(({ first }) => first.toLowerCase()),
        named.map(({ last }) => last.toLowerCase()),
      ];
    },
  },
];
