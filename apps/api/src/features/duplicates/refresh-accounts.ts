import { LARGEST_BLOCK } from '@relink/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { runNamed, runSql } from '../../platform/database/named-statement.ts';
import { Transaction } from '../../platform/transaction/transaction.ts';
import { type Compared, compared } from './compare-account.ts';
import { KeepFound } from './keep-found.ts';
import { ENOUGH_ALONE } from './match-keys.ts';
import { addRecords, dropRecords, type KeptRecord, readRecordsOf } from './match-records.repository.ts';
import { readSources } from './match-sources.repository.ts';
import { MatchTerms } from './match-terms.ts';
import { type Pair, readScoreByRealm, scoreRecords } from './score-records.ts';

const NOTES_AT_A_TIME = 500;

// Those that were seen and no others: a note with a lower number may be committed later.
const TAKE = `delete from match_stale where id in (select id from match_stale order by id limit $1) returning account_id`;
const PLACES = `select nextval('match_place')::integer as place from generate_series(1, $1)`;
// No key is followed that more accounts share than a pass would look at.
const CANDIDATES = {
  name: 'match_candidates',
  text: `select least(r.place, c.place) as one, greatest(r.place, c.place) as other
    from match_record r, unnest(r.keys) key,
      lateral (select array_agg(place) as places from
        (select place from match_key k where k.key = key.key limit $2::integer + 1) few) block,
      unnest(block.places) c (place)
   where r.account_id = any($1::uuid[]) and cardinality(block.places) <= $2::integer and c.place <> r.place
   group by 1, 2 having count(distinct key) > 1 or bool_or(cardinality(block.places) <= ${ENOUGH_ALONE})`,
};

/** Compares accounts anew that have changed. */
@Injectable()
export class RefreshAccounts {
  constructor(
    private readonly transaction: Transaction,
    private readonly keepFound: KeepFound,
  ) {}

  /** Works off what waits, some at a time. Nobody else may search meanwhile. Throws WeightsUnusable: all waits on. */
  async run(): Promise<void> {
    while ((await this.transaction.run((em, now) => this.next(em, now))) > 0);
  }

  /** Returns how many notes it took. */
  private async next(em: EntityManager, now: Date): Promise<number> {
    const notes = await runSql<{ account_id: string }>(em, TAKE, [NOTES_AT_A_TIME]);
    const noted = [...new Set(notes.map(({ account_id }) => account_id))];
    if (noted.length === 0) return 0;
    const before = new Map((await readRecordsOf(em, noted)).map((kept) => [kept.accountId, kept]));
    const after = new Map(
      (await readSources(em, noted)).map((source) => [source.source.id, compared(source)]),
    );
    const moved = noted.filter((id) => !isSame(before.get(id), after.get(id)));
    if (moved.length === 0) return notes.length;
    const changed = moved.flatMap((id) => after.get(id) ?? []);
    await this.keep(
      em,
      moved.flatMap((id) => before.get(id) ?? []),
      changed,
    );
    await runSql(em, 'delete from match_found');
    const ids = changed.map(({ accountId }) => accountId);
    const pairs = await runNamed<Pair>(em, CANDIDATES, [ids, LARGEST_BLOCK]);
    await scoreRecords(em, pairs, await readScoreByRealm(em));
    await this.keepFound.run(em, now, moved);
    return notes.length;
  }

  private async keep(
    em: EntityManager,
    gone: readonly KeptRecord[],
    come: readonly Compared[],
  ): Promise<void> {
    const terms = new MatchTerms();
    for (const { realm, record } of gone) terms.count(realm, record, -1);
    for (const { realm, record } of come) terms.count(realm, record);
    await terms.add(em);
    await dropRecords(
      em,
      gone.map(({ accountId }) => accountId),
    );
    const places = await runSql<{ place: number }>(em, PLACES, [come.length]);
    const first = places[0]?.place;
    if (first !== undefined) await addRecords(em, first, come);
  }
}

function isSame(before: KeptRecord | undefined, after: Compared | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return before.realm === after.realm && JSON.stringify(before.record) === after.text;
}
