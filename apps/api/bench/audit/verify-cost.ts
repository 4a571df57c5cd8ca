import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { to } from 'pg-copy-streams';
import { verifyDatabase } from '../../src/features/audit/index.ts';
import { EVENT_COLUMNS, notesIn } from '../../verifier/verify.mjs';
import { median } from '../measure/compare.ts';
import { markdownTable } from '../measure/table.ts';
import type { Place } from '../place.ts';
import { type BenchLog, logOfSize } from './log-of-size.ts';

const MOST = 3;
const EVENTS = `copy (select ${EVENT_COLUMNS} from audit_event) to stdout (format binary)`;

/** What one run took, in milliseconds: by the clock, and of this process's processor alone. */
type Took = { readonly wall: number; readonly own: number; readonly bytes: number };

/**
 * Verifies a whole log and, in turn, reads the very same stream of events from the same database and hashes its bytes
 * once with SHA-256. Beside that it hashes as many bytes from memory, which reads nothing. Answers whether the median of
 * the ratios is small enough.
 */
export async function measureVerifying(
  place: Place,
  { events, rounds }: { readonly events: number; readonly rounds: number },
): Promise<boolean> {
  const log = await logOfSize(place, events);
  const [copied, asked] = [await connected(log.url), await connected(log.url)];
  try {
    await hashed(copied);
    const sides: { verified: Took[]; floor: Took[]; memory: number[] } = {
      verified: [],
      floor: [],
      memory: [],
    };
    for (let round = 0; round < rounds; round++) {
      sides.verified.push(await verified(copied, asked, log));
      const floor = await hashed(copied);
      sides.floor.push(floor);
      sides.memory.push(inMemory(floor.bytes));
    }
    const ratio = median(sides.verified.map(({ wall }, at) => wall / (sides.floor[at]?.wall ?? Number.NaN)));
    const met = ratio <= MOST;
    const [bytes = 0] = sides.floor.map((one) => one.bytes);
    console.log(
      `\n${events.toLocaleString('en')} events, ${(bytes / 1e6).toFixed(0)} MB as PostgreSQL copies them\n`,
    );
    console.log(
      markdownTable([
        ['', 's', 's of this process', 'times the floor'],
        [
          'the whole log verified',
          ...figures(sides.verified),
          `${ratio.toFixed(2)}: ${met ? 'met' : 'MISSED'} (≤ ${MOST})`,
        ],
        ['floor: the same stream read and hashed once', ...figures(sides.floor), '1'],
        ['as many bytes hashed once from memory', seconds(sides.memory), seconds(sides.memory), ''],
      ]),
    );
    return met;
  } finally {
    await copied.end();
    await asked.end();
  }
}

async function verified(copied: Client, asked: Client, { witness, key }: BenchLog): Promise<Took> {
  const notes = notesIn(readFileSync(witness, 'utf8'));
  return timed(async () => {
    const found = await verifyDatabase(copied, asked, { key, witness: notes });
    if (found.outcome !== 'sound') throw new Error(found.faults[0]?.sentence);
    return 0;
  });
}

function hashed(copied: Client): Promise<Took> {
  return timed(async () => {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of copied.query(to(EVENTS)) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    hash.digest();
    return bytes;
  });
}

/** In pieces as large as those of a copy. */
function inMemory(bytes: number): number {
  const piece = Buffer.alloc(65_536, 7);
  const began = performance.now();
  const hash = createHash('sha256');
  for (let done = 0; done < bytes; done += piece.length) hash.update(piece);
  hash.digest();
  return performance.now() - began;
}

async function timed(work: () => Promise<number>): Promise<Took> {
  const [began, spent] = [performance.now(), process.cpuUsage()];
  const bytes = await work();
  const { user, system } = process.cpuUsage(spent);
  return { wall: performance.now() - began, own: (user + system) / 1000, bytes };
}

function figures(took: readonly Took[]): [string, string] {
  return [seconds(took.map(({ wall }) => wall)), seconds(took.map(({ own }) => own))];
}

function seconds(ms: readonly number[]): string {
  return (median(ms) / 1000).toFixed(2);
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}
