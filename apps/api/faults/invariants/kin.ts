/**
 * Accounts that a merge has made one, whether it was undone since or not, each with each: what is written of one of
 * them may stand at another by now. Gone with the transaction.
 */
export const GATHER_KIN = `
  create temporary table kin on commit drop as
    with recursive link (id, other) as (
           select survivor_id, other_id from merge where executed_at is not null
           union select other_id, survivor_id from merge where executed_at is not null),
         led (id, other) as (select id, other from link union select led.id, link.other from led join link on link.id = led.other)
    select id, other from led where id <> other;
  create index on kin (id, other);
  analyze kin`;

/** Whether two accounts, named in SQL, are the same one, or were made one. */
export function areKin(one: string, other: string): string {
  return `(${one} = ${other} or exists (select from kin where kin.id = ${one} and kin.other = ${other}))`;
}
