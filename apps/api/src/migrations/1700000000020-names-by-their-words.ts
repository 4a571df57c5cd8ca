import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork } from '../platform/database/beside-the-work.ts';

/**
 * A search by name that does not grow with the shop: by indexes over each name from its first, second and third word
 * on, and for a slip by the words that occur in names at all, of which a large shop has few. Comparing the trigrams of
 * all names, as before, is left for what is found by none of these.
 */
export class NamesByTheirWords1700000000020 implements MigrationInterface {
  name = 'NamesByTheirWords1700000000020';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create or replace function name_from_word(name text, nth integer) returns text
        language sql immutable parallel safe strict
        return substring(name from '^(?:[^ ]+ ){' || (nth - 1) || '}(.+)$');
    `);
    await indexBesideTheWork(db, {
      account_name_1: 'account (realm, search_name text_pattern_ops)',
      account_name_2: `account (realm, name_from_word(search_name, 2) text_pattern_ops)
        where name_from_word(search_name, 2) is not null`,
      account_name_3: `account (realm, name_from_word(search_name, 3) text_pattern_ops)
        where name_from_word(search_name, 3) is not null`,
    });
    await db.query(WORDS);
    await keepWordsOfAll(db);
    await db.query(SEARCH);
  }

  /** The functions of the search are replaced, and what they need cannot be taken away from under them. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}

/** The names there are, a few at a time: whoever writes an account meanwhile waits for none of it. */
async function keepWordsOfAll(db: QueryRunner): Promise<void> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const [batch] = (await db.query(
      `with batch as materialized (select id, search_name from account where id > $1 order by id limit 20000)
       select (select id from batch order by id desc limit 1) as last,
              keep_name_words(array(select distinct search_name from batch))`,
      [last],
    )) as { last: string | null }[];
    if (!batch?.last) return;
    last = batch.last;
  }
}

/** Words are of nobody: neither an account nor a realm is kept with them. */
const WORDS = `
  create table if not exists name_word (word text primary key);
  create index if not exists name_word_trigrams on name_word using gin (word gin_trgm_ops);
  grant select, insert on name_word to relink_app;

  -- In one order, so that two imports at once do not wait for each other in a ring.
  create or replace function keep_name_words(names text[]) returns void language sql as $$
    insert into name_word
      select distinct w.word from unnest(names) n (name), regexp_split_to_table(n.name, ' ') w (word)
       where w.word <> '' and not exists (select from name_word k where k.word = w.word)
       order by 1
      on conflict do nothing $$;
  create or replace function keep_name_words_of_new() returns trigger language plpgsql as $$
    begin
      perform keep_name_words(array(select distinct search_name from fresh));
      return null;
    end $$;
  create or replace function keep_name_words_of_changed() returns trigger language plpgsql as $$
    begin
      perform keep_name_words(array[new.search_name]);
      return null;
    end $$;
  create or replace trigger account_new_name after insert on account referencing new table as fresh
    for each statement execute function keep_name_words_of_new();
  create or replace trigger account_changed_name after update of search_name on account
    for each row when (old.search_name <> new.search_name) execute function keep_name_words_of_changed();`;

const SEARCH = `
  -- Accounts of whose name the words from the first, second or third on begin with a phrase. A range and not LIKE:
  -- a prepared plan can use the index for it.
  create or replace function accounts_whose_name_has(of_realm text, phrase text, most integer)
    returns setof uuid language sql stable rows 50 as $$
    (select id from account
      where realm = of_realm and search_name ~>=~ phrase and search_name ~<~ (phrase || U&'\\+10FFFF')
      order by search_name using ~<~ limit most)
    union all
    (select id from account
      where realm = of_realm and name_from_word(search_name, 2) ~>=~ phrase
        and name_from_word(search_name, 2) ~<~ (phrase || U&'\\+10FFFF')
      order by name_from_word(search_name, 2) using ~<~ limit most)
    union all
    (select id from account
      where realm = of_realm and name_from_word(search_name, 3) ~>=~ phrase
        and name_from_word(search_name, 3) ~<~ (phrase || U&'\\+10FFFF')
      order by name_from_word(search_name, 3) using ~<~ limit most) $$;

  -- What was typed, with each word replaced by those nearest to it that occur in names: the nearest phrases.
  create or replace function near_phrases(words text[], most integer) returns text[] language sql stable
    set pg_trgm.similarity_threshold = 0.3 as $$
    with recursive near as (
      select w.nth, n.word, n.closeness from unnest(words) with ordinality w (word, nth),
        lateral (select k.word, similarity(k.word, w.word) as closeness from name_word k where k.word % w.word
                  order by 2 desc, 1 limit 6) n),
    phrase as (
      select 0::bigint as nth, array[]::text[] as words, 1::real as closeness
      union all
      select p.nth + 1, p.words || n.word, p.closeness * n.closeness
        from phrase p join near n on n.nth = p.nth + 1)
    select coalesce(array_agg(array_to_string(p.words, ' ')), '{}') from
      (select * from phrase where nth = cardinality($1) order by closeness desc, words limit most) p $$;

  -- The accounts whose name has what was typed, closest first. Of more namesakes than a page shows nobody finds the
  -- right one by name, so no more of them are looked at; where there are fewer, names with slips and with other
  -- words in between are looked for too, and where there are none at all, whatever is like it.
  create or replace function accounts_by_name(of_realm text, typed text, most integer)
    returns table (account_id uuid, closeness real) language plpgsql stable rows 50
    set enable_seqscan = off set pg_trgm.word_similarity_threshold = 0.45 as $$
    declare
      words text[] := string_to_array(typed, ' ');
      last_word text := words[cardinality(words)];
      phrases text[] := array[typed, array_to_string(words[2:] || words[1], ' ')];
      found_ids uuid[] := array(
        select distinct f from unnest(phrases) p, accounts_whose_name_has(of_realm, p, most) f);
    begin
      if cardinality(found_ids) < most / 2 and cardinality(words) > 1 then
        found_ids := found_ids || array(
          select id from (
            select id, search_name from account
             where realm = of_realm and search_name ~>=~ (words[1] || ' ') and search_name ~<~ (words[1] || '!')
             order by search_name using ~<~ limit 10 * most) alike
           where strpos(search_name, ' ' || last_word) > 0 limit most);
      end if;
      if cardinality(found_ids) < most / 2 and cardinality(words) <= 4 then
        phrases := near_phrases(words, 12);
        found_ids := found_ids || array(
          select f from unnest(phrases) p, accounts_whose_name_has(of_realm, p, most) f);
      end if;
      if cardinality(found_ids) = 0 then
        found_ids := array(
          select a.id from account a where a.realm = of_realm and a.search_name %> typed
           order by word_similarity(typed, a.search_name) desc, a.id limit most);
      end if;
      return query
        select a.id, word_similarity(typed, a.search_name) + similarity(typed, a.search_name)
          from account a where a.id = any(found_ids)
         order by 2 desc, a.order_count desc, a.id limit most;
    end $$;`;
