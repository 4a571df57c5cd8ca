import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvLine, DEFAULT_REALM } from '@relink/domain';
import type { INestApplicationContext } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { runSql } from '../platform/database/named-statement.ts';
import { Jobs } from '../platform/jobs/jobs.ts';
import { Transaction } from '../platform/transaction/transaction.ts';
import { importFile } from '../features/imports/index.ts';
import { type DemoShop, generateShop } from './generate-shop.ts';
import { giveBelongings } from './give-belongings.ts';
import { mergeTwins } from './merge-twins.ts';
import { MERGED_TWINS } from './twins.ts';

const DAYS_SINCE_RESET = 3;

/** Puts a demo shop into an empty desk, through the importer as a shop's own export would go. False when there are accounts. */
export async function loadDemoShop(app: INestApplicationContext): Promise<boolean> {
  const transaction = app.get(Transaction);
  const now = await transaction.run(async (em, instant) => ((await hasAccounts(em)) ? null : instant));
  if (now === null) return false;
  const shop = generateShop(now);
  const folder = await mkdtemp(join(tmpdir(), 'relink-demo-'));
  try {
    for (const [name, rows] of [
      ['demo_customers_export.csv', shop.customers],
      ['demo_orders_export.csv', shop.orders],
    ] as const) {
      const file = join(folder, name);
      await writeFile(file, asCsv(rows));
      await importFile(app, file, { isDemo: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await transaction.run(async (em, instant) => {
    await tellStories(em, instant, shop);
    await giveBelongings(em, instant, shop.owners);
    await mergeTwins(app, em, instant, MERGED_TWINS);
    // The worker compares all of them now, and not at its next round.
    await app.get(Jobs, { strict: false }).add(em, 'find_duplicates', {}, { maxAttempts: 1 });
  });
  return true;
}

async function hasAccounts(em: EntityManager): Promise<boolean> {
  return (await runSql(em, 'select 1 from account where realm = $1 limit 1', [DEFAULT_REALM])).length > 0;
}

function asCsv(rows: readonly Readonly<Record<string, string>>[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => csvLine(cells))
    .join('');
}

/** What no export says: when the empty accounts began, which of them took the phone, who is suspended, and usernames. */
async function tellStories(
  em: EntityManager,
  now: Date,
  { pairs, suspended, usernames }: DemoShop,
): Promise<void> {
  const reset = new Date(now.getTime() - DAYS_SINCE_RESET * 86_400_000);
  for (const { story, oldId, newId } of pairs) {
    await runSql(em, 'update account set began_at = $2 where realm = $3 and external_id = $1', [
      newId,
      reset,
      DEFAULT_REALM,
    ]);
    await runSql(
      em,
      `update identifier set linked_since = $2
        where account_id = (select id from account where realm = $3 and external_id = $1)`,
      [newId, reset, DEFAULT_REALM],
    );
    if (story.variant === 'B') await takePhone(em, reset, oldId, newId);
  }
  await runSql(em, `update account set status = 'suspended' where realm = $2 and external_id = any($1)`, [
    suspended,
    DEFAULT_REALM,
  ]);
  for (const { externalId, username } of usernames)
    await runSql(
      em,
      `insert into identifier (id, account_id, realm, kind, use, state, value, normalised, verified_at, origin)
       select $1, id, realm, 'username', 'login', 'verified', $3, $3, $4, 'import' from account
        where realm = $5 and external_id = $2`,
      [uuidv7(), externalId, username, now, DEFAULT_REALM],
    );
}

async function takePhone(em: EntityManager, at: Date, oldId: string, newId: string): Promise<void> {
  await runSql(
    em,
    `update identifier set state = 'released', released_at = $3, release_reason = 'taken',
            taken_by_account_id = (select id from account where realm = $4 and external_id = $2)
      where kind = 'phone' and use = 'login'
        and account_id = (select id from account where realm = $4 and external_id = $1)`,
    [oldId, newId, at, DEFAULT_REALM],
  );
  await runSql(
    em,
    `update identifier set use = 'login', verified_at = $2
      where kind = 'phone' and account_id = (select id from account where realm = $3 and external_id = $1)`,
    [newId, at, DEFAULT_REALM],
  );
}
