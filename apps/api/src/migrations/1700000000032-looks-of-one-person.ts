import type { MigrationInterface, QueryRunner } from 'typeorm';
import { indexBesideTheWork, validateBesideTheWork } from '../platform/database/beside-the-work.ts';

const SEARCH_KINDS = [
  ...['email', 'phone', 'username', 'order-number', 'id', 'name'],
  ...['postcode', 'order-month', 'phone-digits'],
];
const NOTICE_KINDS = ['limit-near', 'limit-reached'];

/** What one person may look at is counted here, whatever process asks; and names are found by a second detail. Each step may be repeated. */
export class LooksOfOnePerson1700000000032 implements MigrationInterface {
  name = 'LooksOfOnePerson1700000000032';
  readonly transaction = false;

  async up(db: QueryRunner): Promise<void> {
    await db.query(LOOKS);
    await db.query(COUNTING);
    await db.query(DETAILS);
    await db.query(`
      alter table search_hit drop constraint if exists search_hit_kind_check;
      alter table search_hit
        add constraint search_hit_kind_check check (kind in (${quoted(SEARCH_KINDS)})) not valid;
      alter table notice add column if not exists limit_name text;
    `);
    await tellOf(db, NOTICE_KINDS);
    await indexBesideTheWork(db, {
      agent_look_newest: 'agent_look (agent_id, kind, at)',
      address_postcode_key: `address (postcode_key(postcode)) where postcode <> ''`,
      identifier_phone_digits: `identifier (realm, right(normalised, 4)) where kind = 'phone'`,
      notice_limit: 'notice (agent_id, kind, limit_name, at) where limit_name is not null',
    });
    await validateBesideTheWork(db);
  }

  /** What was counted would be forgotten: restore a backup instead. */
  async down(): Promise<void> {
    return Promise.reject(new Error('This migration cannot be undone: restore the backup made before it.'));
  }
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ');
}

/** Kinds of notices beside those there are, whichever migrations ran before. */
async function tellOf(db: QueryRunner, kinds: readonly string[]): Promise<void> {
  const found = (await db.query(
    `select pg_get_constraintdef(oid) as def from pg_constraint
      where conrelid = 'notice'::regclass and conname = 'notice_kind_check'`,
  )) as { def: string }[];
  const known = [...(found[0]?.def.matchAll(/'([a-z-]+)'/g) ?? [])].map(([, kind = '']) => kind);
  await db.query(`
    alter table notice drop constraint if exists notice_kind_check, drop constraint if exists notice_limit_check;
    alter table notice
      add constraint notice_kind_check check (kind in (${quoted([...new Set([...known, ...kinds])])})) not valid,
      add constraint notice_limit_check
        check ((kind in (${quoted(kinds)})) = (limit_name is not null)) not valid;
  `);
}

const LOOKS = `
  -- One look: a search, an account looked at (the last time), a field revealed.
  create table if not exists agent_look (
    agent_id uuid not null references agent,
    kind text not null check (kind in ('search', 'account', 'reveal')),
    subject uuid not null,
    at timestamptz not null,
    -- The accounts that a search found: it is given back when one of them comes into a case.
    account_ids uuid[] not null default '{}',
    -- In this order it cannot be taken for the index by time, which is read from an instant on.
    primary key (subject, agent_id, kind)
  );
  -- How many of them lie in each ten minutes, so that a day is counted by a few rows.
  create table if not exists agent_look_count (
    agent_id uuid not null references agent,
    kind text not null,
    slot timestamptz not null,
    looks integer not null check (looks >= 0),
    primary key (agent_id, kind, slot)
  );
  -- What a supervisor granted beyond the limits.
  create table if not exists agent_look_grant (
    id uuid primary key,
    agent_id uuid not null references agent,
    kind text not null check (kind in ('search', 'account', 'reveal')),
    extra integer not null check (extra between 1 and 1000),
    until timestamptz not null,
    granted_by uuid not null references agent,
    granted_at timestamptz not null,
    check (granted_by <> agent_id)
  );
  create index if not exists agent_look_grant_agent on agent_look_grant (agent_id, kind, until);
  grant select, insert, update, delete on agent_look, agent_look_count to relink_app;
  grant select, insert, delete on agent_look_grant to relink_app;
`;

const COUNTING = `
  create or replace function look_slot(at timestamptz) returns timestamptz language sql immutable parallel safe strict
    return date_bin('10 minutes', at, timestamptz '2000-01-01 00:00:00+00');

  -- Every look after an instant: whole slots by their counts, the one that the instant lies in by its rows.
  create or replace function looks_after(of_agent uuid, of_kind text, since timestamptz) returns integer
    language sql volatile as $$
    select coalesce((select sum(c.looks)::integer from agent_look_count c
               where c.agent_id = of_agent and c.kind = of_kind and c.slot > look_slot(since)), 0)
         + (select count(*)::integer from agent_look l
               where l.agent_id = of_agent and l.kind = of_kind and l.at > since
                 and l.at < look_slot(since) + interval '10 minutes') $$;

  -- Counts a look and keeps it, or says no, and from when on there is room. One after another for each agent and kind,
  -- by a lock and not by the rows: each statement in here sees what the one before it has committed.
  create or replace function take_look(of_agent uuid, of_kind text, of_subject uuid, of_accounts uuid[],
      at_time timestamptz, hours integer[], most integer[])
    returns table (allowed boolean, counts integer[], free_at timestamptz) language plpgsql volatile
    -- A plan that was made while the table was empty would read all of it for ever.
    set enable_seqscan = off as $$
    declare
      seen timestamptz;
      since timestamptz;
      here integer;
      room integer;
    begin
      perform pg_advisory_xact_lock(hashtextextended(of_kind || of_agent::text, 32));
      select l.at into seen from agent_look l
       where l.agent_id = of_agent and l.kind = of_kind and l.subject = of_subject;
      allowed := true;
      counts := '{}';
      for i in 1 .. cardinality(hours) loop
        since := at_time - make_interval(hours => hours[i]);
        -- As looks_after counts: written out, it is planned once for each connection.
        here := (select coalesce(sum(c.looks)::integer, 0) from agent_look_count c
            where c.agent_id = of_agent and c.kind = of_kind and c.slot > look_slot(since))
          + (select count(*)::integer from agent_look l
            where l.agent_id = of_agent and l.kind = of_kind and l.at > since
              and l.at < look_slot(since) + interval '10 minutes');
        -- What counts already takes no more room.
        if seen is null or seen <= since then
          room := most[i];
          if here >= room then
            room := room + coalesce((select sum(g.extra)::integer from agent_look_grant g
              where g.agent_id = of_agent and g.kind = of_kind and g.until > at_time), 0);
          end if;
          if here >= room then
            allowed := false;
            free_at := greatest(free_at, (select l.at from agent_look l
              where l.agent_id = of_agent and l.kind = of_kind and l.at > since
              order by l.at offset here - room limit 1) + make_interval(hours => hours[i]));
          else
            here := here + 1;
          end if;
        end if;
        counts := counts || here;
      end loop;
      if not allowed then
        return next;
        return;
      end if;
      insert into agent_look as l (agent_id, kind, subject, at, account_ids)
        values (of_agent, of_kind, of_subject, at_time, of_accounts)
        on conflict (agent_id, kind, subject) do update set at = greatest(l.at, excluded.at);
      if seen is null or look_slot(seen) < look_slot(at_time) then
        if seen is not null then
          update agent_look_count c set looks = c.looks - 1
           where c.agent_id = of_agent and c.kind = of_kind and c.slot = look_slot(seen);
        end if;
        insert into agent_look_count as c (agent_id, kind, slot, looks)
          values (of_agent, of_kind, look_slot(at_time), 1)
          on conflict (agent_id, kind, slot) do update set looks = c.looks + 1;
      end if;
      return next;
    end $$;

  -- Gives the searches back that found an account since an instant, the newest first, and says how many.
  create or replace function give_back_searches(of_agent uuid, of_account uuid, since timestamptz, at_most integer)
    returns integer language plpgsql volatile
    set enable_seqscan = off as $$
    declare
      given record;
      many integer := 0;
    begin
      perform pg_advisory_xact_lock(hashtextextended('search' || of_agent::text, 32));
      for given in
        delete from agent_look where agent_id = of_agent and kind = 'search' and subject in (
          select l.subject from agent_look l
           where l.agent_id = of_agent and l.kind = 'search' and l.at > since and of_account = any(l.account_ids)
           order by l.at desc limit at_most) returning at
      loop
        update agent_look_count c set looks = c.looks - 1
         where c.agent_id = of_agent and c.kind = 'search' and c.slot = look_slot(given.at);
        many := many + 1;
      end loop;
      return many;
    end $$;
`;

const DETAILS = `
  -- As the domain's postcodeKey writes one that is in Latin letters.
  create or replace function postcode_key(written text) returns text language sql immutable parallel safe strict
    return regexp_replace(regexp_replace(regexp_replace(
      regexp_replace(upper(written), '[^A-Z0-9]', '', 'g'),
      '^[A-Z]{1,2}(?=[0-9]{4,}$)', ''), '^0+(?=[0-9]{3,}$)', ''), '^([0-9]{4,5})[0-9]{4}$', '\\1');

  -- The accounts whose name is like what was typed and that have the detail, closest first. A detail that few share
  -- comes first, and each of their names is compared, slips and all. One that many share is looked for among those who
  -- have the name: in the order of an index, until there are enough, and no further than 20,000 of them.
  create or replace function accounts_by_name_and(of_realm text, typed text, detail text, wanted text, most integer)
    returns table (account_id uuid, closeness real) language plpgsql stable rows 25
    set enable_seqscan = off as $$
    declare
      few constant integer := 2000;
      far constant integer := 20000;
      since timestamptz;
      words text[] := string_to_array(typed, ' ');
      phrases text[];
      phrase text;
      ids uuid[];
    begin
      if detail = 'phoneLast4' then
        ids := array(select i.account_id from identifier i
          where i.realm = of_realm and i.kind = 'phone' and right(i.normalised, 4) = wanted limit few + 1);
      elsif detail = 'postcode' then
        ids := array(select d.account_id from address d
          where postcode_key(d.postcode) = wanted and d.postcode <> '' limit few + 1);
      end if;
      if ids is null or cardinality(ids) > few then
        ids := '{}';
        since := case when detail = 'orderMonth' then (wanted || '-01')::timestamp at time zone 'UTC' end;
        phrases := array(select distinct p from unnest(
          array[typed, array_to_string(words[2:] || words[1], ' ')]) p where p <> '');
        -- As it was typed; only where that finds nobody, with a slip in it, and then not as far.
        for nearness in 1 .. 2 loop
          exit when cardinality(ids) > 0;
          if nearness = 2 then
            exit when cardinality(words) > 4;
            phrases := array(select p from unnest(near_phrases(words, 12)) p where p <> all(phrases));
          end if;
          foreach phrase in array phrases loop
            exit when cardinality(ids) >= most;
            ids := ids || array(
              select c from accounts_whose_name_has(of_realm, phrase, case nearness when 1 then far else few end) c
               where case detail
                 -- A day on either side: a month is one where the customer lives.
                 when 'orderMonth' then exists (select from shop_order o where o.account_id = c
                   and o.placed_at >= since - interval '1 day'
                   and o.placed_at < since + interval '1 month' + interval '1 day')
                 when 'postcode' then exists (select from address d
                   where d.account_id = c and postcode_key(d.postcode) = wanted)
                 else exists (select from identifier i
                   where i.account_id = c and i.kind = 'phone' and right(i.normalised, 4) = wanted) end
               limit most);
          end loop;
        end loop;
      end if;
      return query
        select a.id, word_similarity(typed, a.search_name) + similarity(typed, a.search_name)
          from account a where a.id = any(ids) and a.realm = of_realm
           and word_similarity(typed, a.search_name) >= 0.45
         order by 2 desc, a.order_count desc, a.id limit most;
    end $$;
`;
