import type { Invariant } from './invariant.ts';

/** Whose is what, and what state it is in. */
export const HOLDERS: readonly Invariant[] = [
  {
    name: 'one holder per verified login',
    broken: `select min(id::text) from identifier where use = 'login' and state = 'verified'
              group by realm, kind, normalised having count(*) > 1`,
  },
  {
    name: 'an identifier is of the realm of its account',
    broken: `select i.id from identifier i join account a on a.id = i.account_id where a.realm <> i.realm`,
  },
  {
    name: 'an account that was merged away, and no other, points to one that is not',
    broken: `select a.id from account a left join account s on s.id = a.merged_into
              where (a.status = 'merged') <> (a.merged_into is not null) or s.status = 'merged'`,
  },
  {
    name: 'a case has one claimed account at most',
    broken: `select case_id from case_account where role = 'claimed' group by case_id having count(*) > 1`,
  },
  {
    name: 'a case is nobody’s only as a call-back',
    broken: `select id from recovery_case where agent_id is null and channel <> 'call-back'`,
  },
  {
    name: 'a security version begins at 1',
    broken: 'select id from account where security_version < 1',
  },
  {
    name: 'a security version rises with each change',
    broken: `select a.id from account a
               join (select account_id, count(*) as changes from seen
                      where outcome = 'done' and action in ('identifier.email-requested', 'identifier.email-effective',
                        'identifier.email-moved', 'identifier.email-cancelled', 'credential.password-set')
                      group by account_id) e on e.account_id = a.id
              where a.security_version < 1 + e.changes`,
  },
];
