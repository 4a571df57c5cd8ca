import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from, to } from 'pg-copy-streams';

/** What an import of each kind fills, in the order of its references. */
export const TABLES = {
  customers: ['account', 'identifier', 'address', 'consent'],
  orders: ['shop_order', 'order_item'],
} as const;
export type Kind = keyof typeof TABLES;

/** Writes what an import made, normalised as it is, into a file per table. */
export async function dumpRows(client: Client, kind: Kind, folder: string): Promise<void> {
  for (const table of TABLES[kind])
    await pipeline(client.query(to(`copy ${table} to stdout`)), createWriteStream(join(folder, table)));
}

/** The floor of an import: COPY of the same rows into the same tables with the same indexes and checks, in one transaction. */
export async function copyRows(client: Client, kind: Kind, folder: string): Promise<void> {
  await client.query('begin');
  for (const table of TABLES[kind])
    await pipeline(createReadStream(join(folder, table)), client.query(from(`copy ${table} from stdin`)));
  await client.query('commit');
}
