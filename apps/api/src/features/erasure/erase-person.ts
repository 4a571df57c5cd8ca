import type { ErasedPart } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runSql } from '../../platform/database/named-statement.ts';
import { CustomerKeys } from '../../platform/sealing/customer-keys.ts';
import { PrivateContacts } from '../agents/index.ts';
import { forgetAgentsWords } from '../audit/index.ts';
import { CustomerSignInThrottle, ForgotPasswordThrottle } from '../credentials/index.ts';
import { forgetRecords } from '../duplicates/index.ts';
import { ERASE_BELONGINGS } from './erase-belongings.ts';
import { ERASE_TRACES } from './erase-traces.ts';
import { ErasedAccounts } from './erased-accounts.ts';
import { type Person, readPerson } from './person.ts';

/** How many rows were emptied or deleted, by what they are. */
export type ErasedCounts = Readonly<Partial<Record<ErasedPart, number>>>;

const WRITTEN_ONCE = 'select erase_written_once($1, $2::uuid[], $3::uuid[]) as notes';
/** Last: what it guards then holds for ever. */
const CLOSE = `update account a set erased_at = $2, status = case when status = 'merged' then status else 'closed' end,
    external_id = null, first_name = '', last_name = '', search_name = '', birth_date = null, contact_preference = null,
    language = 'en', country = null, note = '', tags = '{}', import_fingerprint = null, began_at = null, loyalty_points = 0,
    has_subscription = false, security_version = security_version + 1, updated_at = $2,
    order_count = (select count(*) from shop_order o where o.account_id = a.id)
  where id = any($1::uuid[])`;
const DROP_KEYS = 'select destroy_keys_of_erased($1::uuid[])';
const DROP_STALE = 'delete from match_stale where account_id = any($1::uuid[])';
/** Words of nobody else's name. The index over trigrams finds who has one, and says no more than that. */
const DROP_WORDS = `delete from name_word w where w.word = any($1) and not exists (
    select from account a where a.search_name like '%' || replace(replace(replace(w.word, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
       and w.word = any(regexp_split_to_array(a.search_name, ' ')))`;
const DROP_PRIVATE = 'delete from agent_private_contact where digest = any($1)';

/** Empties everything personal of one person, and destroys the keys of what is sealed. In the caller's transaction. */
@Injectable()
export class ErasePerson {
  constructor(
    private readonly list: ErasedAccounts,
    private readonly keys: CustomerKeys,
    private readonly contacts: PrivateContacts,
    private readonly signIn: CustomerSignInThrottle,
    private readonly forgot: ForgotPasswordThrottle,
  ) {}

  /** The accounts are locked, and the erasure is under way. */
  async run(
    em: EntityManager,
    now: Date,
    erasureId: string,
    { accountIds, caseIds }: { readonly accountIds: readonly string[]; readonly caseIds: readonly string[] },
  ): Promise<ErasedCounts> {
    const person = await readPerson(em, accountIds, caseIds);
    const counts: Partial<Record<ErasedPart, number>> = {};
    const count = (part: ErasedPart, rows: number) => {
      counts[part] = (counts[part] ?? 0) + rows;
    };
    await this.list.keep(em, now, erasureId, person);
    await forgetRecords(em, accountIds);
    const [written] = await runSql<{ notes: number }>(em, WRITTEN_ONCE, [erasureId, accountIds, caseIds]);
    count('case-notes', written?.notes ?? 0);
    for (const { part, text, values } of [...ERASE_TRACES, ...ERASE_BELONGINGS]) {
      const [row] = await runSql<{ rows: number }>(
        em,
        `with gone as (${text} returning 1) select count(*)::integer as rows from gone`,
        [...values(person, now)],
      );
      count(part, row?.rows ?? 0);
    }
    const words = await forgetAgentsWords(em, accountIds, caseIds);
    count('reasons', words.reasons);
    count('saved-filters', words.filters);
    await this.forgetTries(em, person);
    await runSql(em, DROP_PRIVATE, [this.privateDigests(person)]);
    await runSql(em, CLOSE, [accountIds, now]);
    count('name-and-birth-date', accountIds.length);
    await runSql(em, DROP_WORDS, [[...new Set(person.names.flatMap(({ search }) => search.split(' ')))]]);
    await runSql(em, DROP_STALE, [accountIds]);
    await runSql(em, DROP_KEYS, [accountIds]);
    for (const accountId of accountIds) this.keys.forget(accountId);
    count('customer-key', accountIds.length);
    return counts;
  }

  private async forgetTries(em: EntityManager, { contacts }: Person): Promise<void> {
    for (const name of new Set(contacts.flatMap(({ value, normalised }) => [value, normalised])))
      for (const throttle of [this.signIn, this.forgot]) await throttle.forgetName(em, name);
  }

  private privateDigests({ contacts }: Person): Buffer[] {
    return contacts.flatMap(({ kind, normalised }) =>
      kind === 'email' || kind === 'phone' ? [this.contacts.digestOf(kind, normalised)] : [],
    );
  }
}
