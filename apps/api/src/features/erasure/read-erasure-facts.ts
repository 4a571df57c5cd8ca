import type { AccountStatus, ErasureAccount, ErasureFacts } from '@relink/domain';
import type { EntityManager } from 'typeorm';
import { type Executor, runNamed } from '../../platform/database/named-statement.ts';
import { Overtaken } from '../../platform/transaction/transaction.ts';
import { underLegalHold } from '../accounts/index.ts';

/** Everything that was ever merged into an account and stayed there: a merged person is one person. */
const PERSON = `with recursive person (id) as (
    select $1::uuid union select a.id from account a join person p on a.merged_into = p.id)`;
const READ = {
  name: 'erasure_facts',
  text: `${PERSON}
    select a.id, a.status, a.erased_at is not null as erased, a.security_version::float8 as "securityVersion",
      ${underLegalHold('a.id')} as "legalHold",
      exists (select from merge m where a.id in (m.survivor_id, m.other_id) and m.state in ('waiting', 'queued', 'running'))
        or exists (select from merge m join merge_undo u on u.merge_id = m.id where a.id in (m.survivor_id, m.other_id)
                    and u.state in ('waiting', 'queued', 'running')) as "mergePending"
    from account a join person p on p.id = a.id order by a.id`,
};
const CASES = {
  name: 'erasure_cases',
  text: `${PERSON}
    select c.id from recovery_case c
     where c.id = any(array(select k.case_id from case_account k join person p on p.id = k.account_id))
     order by c.id for no key update`,
};
const LOCK = {
  name: 'erasure_lock_accounts',
  text: `${PERSON} select a.id from account a where a.id = any(array(select id from person)) order by a.id for no key update`,
};

type Row = ErasureAccount & { status: AccountStatus };

/** A person as the rules of erasure see them; undefined where there is no such account. */
export async function readErasureFacts(
  executor: Executor,
  accountId: string,
): Promise<ErasureFacts | undefined> {
  const rows = await runNamed<Row>(executor, READ, [accountId]);
  const account = rows.find(({ id }) => id === accountId);
  return account && { account, tombstones: rows.filter(({ id }) => id !== accountId) };
}

/** The same, locked until the transaction ends: the cases first, then the accounts in the order of their ids. */
export async function lockPerson(
  em: EntityManager,
  accountId: string,
): Promise<{ readonly facts: ErasureFacts; readonly caseIds: readonly string[] } | undefined> {
  const cases = await runNamed<{ id: string }>(em, CASES, [accountId]);
  const locked = await runNamed<{ id: string }>(em, LOCK, [accountId]);
  const facts = await readErasureFacts(em, accountId);
  if (!facts) return undefined;
  const after = await runNamed<{ id: string }>(em, CASES, [accountId]);
  if (facts.tombstones.length + 1 !== locked.length || after.length !== cases.length)
    throw new Overtaken('More came to the person while they were waited for.');
  return { facts, caseIds: cases.map(({ id }) => id) };
}
