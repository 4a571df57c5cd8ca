import { setImmediate as breathe } from 'node:timers/promises';
import type { Pool } from 'pg';
import { runSql } from '../../platform/database/named-statement.ts';
import type { Transaction } from '../../platform/transaction/transaction.ts';
import { compared } from './compare-account.ts';
import { addRecordLines, recordLine, type RecordLines } from './match-records.repository.ts';
import { readSourcesAfter, type SourceOfAccount } from './match-sources.repository.ts';
import { MatchTerms } from './match-terms.ts';
import { beginStep, countDone } from './pass-progress.ts';

/**
 * Few at a time: what outlives a collection of garbage costs far more than what does not. Also so many are brought to
 * their form without letting other work of the process go on.
 */
const READ_AT_A_TIME = 200;
/** With one transaction. */
const WRITTEN_AT_A_TIME = 2000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Reads all accounts and keeps each as it is compared: while some are brought to that form, the database reads the next
 * and writes those before. Ends by beginning the next step; returns how many there are.
 */
export async function readAccounts(pool: Pool, transaction: Transaction, passId: string): Promise<number> {
  const terms = new MatchTerms();
  let written: Promise<void> = Promise.resolve();
  let count = 0;
  for await (const records of linesOf(pool, terms)) {
    await written;
    count += records.count;
    const done = count;
    written = heard(
      transaction.run(async (em) => {
        await addRecordLines(em, records);
        await countDone(em, passId, done);
      }),
    );
  }
  await written;
  await transaction.run(async (em) => {
    await terms.replace(em);
    await runSql(em, `select setval('match_place', $1)`, [count + 1]);
    await beginStep(em, passId, 'pairing', count);
  });
  return count;
}

/** The records of all accounts, as many at a time as are written together; their names are counted. */
async function* linesOf(pool: Pool, terms: MatchTerms): AsyncGenerator<RecordLines> {
  let next = { first: 1, count: 0, lines: new Array<Buffer>() };
  for await (const sources of sourcesOf(pool)) {
    let text = '';
    for (const source of sources) {
      const account = compared(source);
      terms.count(account.realm, account.record);
      text += recordLine(next.first + next.count, account);
      next.count++;
    }
    next.lines.push(Buffer.from(text));
    if (next.count < WRITTEN_AT_A_TIME) continue;
    yield next;
    next = { first: next.first + next.count, count: 0, lines: [] };
  }
  yield next;
}

/** All accounts, some at a time; the next are on their way meanwhile. */
async function* sourcesOf(pool: Pool): AsyncGenerator<readonly SourceOfAccount[]> {
  let coming = readSourcesAfter(pool, FIRST, READ_AT_A_TIME);
  for (;;) {
    const sources = await coming;
    const last = sources.at(-1);
    if (!last) return;
    coming = heard(readSourcesAfter(pool, last.source.id, READ_AT_A_TIME));
    // The process answers others in between.
    await breathe();
    yield sources;
  }
}

/** A promise that is awaited later: until then, that it fails is not unheard. */
function heard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}
