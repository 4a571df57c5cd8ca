import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { Chance } from '../src/demo/chance.ts';
import { AuditLog, verifyDatabase } from '../src/features/audit/index.ts';
import { LogKey } from '../src/features/audit/log-key.ts';
import { Sequencer } from '../src/features/audit/sequencer.ts';
import { Transaction } from '../src/platform/transaction/transaction.ts';
import { lastOf } from '../tamper/copy-log.ts';
import { KINDS } from '../tamper/kinds.ts';
import { notesIn } from '../verifier/verify.mjs';
import { TestDesk } from './harness/test-desk.ts';

const TABLES = ['audit_event', 'audit_leaf', 'audit_node', 'audit_checkpoint', 'audit_sequencing'];
const CASES = KINDS.flatMap((tampering) => [1, 2].map((seed) => [tampering.kind, seed, tampering] as const));

// `npm run tamper` does fifty of each against a running desk.
describe('the owner of the database, with the log’s own key in their hands', () => {
  const folder = mkdtempSync(join(tmpdir(), 'relink-tampering-'));
  const file = join(folder, 'witness.txt');
  const witness = () => notesIn(readFileSync(file, 'utf8'));
  let desk: TestDesk;
  let db: Pool;
  let logKey: LogKey;
  let key: string;
  beforeAll(async () => {
    desk = await TestDesk.open({ AUDIT_WITNESS: file });
    logKey = desk.app.get(LogKey, { strict: false });
    const [current] = await desk.sql<{ name: string }>('select current_database() as name');
    const url = new URL(process.env['RELINK_TEST_POSTGRES'] ?? '');
    url.pathname = current!.name;
    db = new Pool({ connectionString: url.toString(), max: 2 });
    for (let round = 0; round < 5; round++) {
      await record(80);
      desk.pass({ minutes: 5 });
      await desk.app.get(Sequencer, { strict: false }).round();
      if (round === 2) await keep('older');
    }
    await keep('newest');
    key = (await logKey.text())!;
  });
  afterAll(async () => {
    await db.end();
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  const record = (many: number) =>
    desk.app.get(Transaction).run((em, now) =>
      desk.app.get(AuditLog).recordMany(
        em,
        { principal: { kind: 'system' }, address: null, now },
        Array.from({ length: many }, (_, n) => ({ action: 'audit.read' as const, facts: { n } })),
      ),
    );
  const keep = async (state: string) => {
    for (const table of TABLES) await desk.sql(`create table ${state}_${table} as table ${table}`);
  };
  const putBack = async (state: string) => {
    await desk.sql(`truncate ${TABLES.join(', ')}`);
    for (const table of TABLES) await desk.sql(`insert into ${table} table ${state}_${table}`);
  };
  const verify = async () => {
    const events = await db.connect();
    try {
      return await verifyDatabase(events, db, { key, witness: witness() });
    } finally {
      events.release();
    }
  };

  it.each(CASES)('does this and is found out: %s, chance %i', async (_, seed, tampering) => {
    await putBack(tampering.of ?? 'newest');
    const { size: covered, settled } = lastOf(witness(), key);
    const sign = (text: string) => logKey.sign(text);
    const chance = new Chance(seed);
    const what = await tampering.run({ db, chance, covered, settled: new Date(settled), sign });
    const { outcome } = await verify();
    await putBack('newest');
    expect({ what, outcome }).toEqual({ what, outcome: 'broken' });
    expect((await verify()).outcome).toBe('sound');
  });
});
