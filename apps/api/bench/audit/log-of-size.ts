import { join } from 'node:path';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../../src/create-app.ts';
import { type AuditEntry, AuditLog } from '../../src/features/audit/index.ts';
import { LogKey } from '../../src/features/audit/log-key.ts';
import { Sequencer } from '../../src/features/audit/sequencer.ts';
import type { AgentContext } from '../../src/platform/guard/request-context.ts';
import { readSettings } from '../../src/platform/config/settings.ts';
import { applicationUrl } from '../../src/platform/database/application-role.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { Transaction } from '../../src/platform/transaction/transaction.ts';
import { fillShop } from '../data/fill-shop.ts';
import type { Place } from '../place.ts';

/** A log with its leaves and checkpoints, and where the witness's copy of these lies. */
export type BenchLog = { readonly url: string; readonly witness: string; readonly key: string };

const AT_ONCE = 5000;
const ACCOUNTS = 200;
const AGENTS = 40;

/**
 * Records so many events as the desk does (canonical form, sealed values under the accounts' own keys, every index there)
 * and lets the desk's own sequencer give them their places and sign its checkpoints.
 */
export async function logOfSize(place: Place, events: number): Promise<BenchLog> {
  const began = performance.now();
  const url = await place.postgres.createDatabase('bench_log');
  await migrate(url, place.masterKey);
  const accounts = await shopOf(url);
  const witness = join(place.folder, 'witness.txt');
  const settings = readSettings({
    NODE_ENV: 'production',
    RELINK_MASTER_KEY: place.masterKey.toString('hex'),
    RELINK_PUBLIC_URL: 'http://127.0.0.1',
    RELINK_DATA_DIR: place.folder,
    AUDIT_WITNESS: witness,
  });
  const appUrl = applicationUrl(url, place.masterKey);
  const app = await createApp({ ...settings, appUrl }, { serve: false, work: false });
  try {
    const [transaction, log] = [app.get(Transaction), app.get(AuditLog)];
    const agents = Array.from({ length: AGENTS }, () => uuidv7());
    for (let done = 0; done < events; done += AT_ONCE) {
      const many = Math.min(AT_ONCE, events - done);
      await transaction.run((em, now) =>
        log.recordMany(em, contextOf(agents[(done / AT_ONCE) % AGENTS] ?? '', now), entries(many, accounts)),
      );
    }
    const filled = performance.now();
    const sequencer = app.get(Sequencer, { strict: false });
    await sequencer.round();
    const key = await app.get(LogKey, { strict: false }).text();
    await checkSequenced(url, events);
    const [fill, sequence] = [(filled - began) / 1000, (performance.now() - filled) / 1000];
    console.log(
      `${events.toLocaleString('en')} events recorded in ${fill.toFixed(0)} s, sequenced and signed in ${sequence.toFixed(0)} s.`,
    );
    return { url, witness, key: key ?? '' };
  } finally {
    await app.close();
  }
}

async function shopOf(url: string): Promise<readonly string[]> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await fillShop(owner, ACCOUNTS);
    const { rows } = await owner.query<{ id: string }>('select id from account');
    return rows.map(({ id }) => id);
  } finally {
    await owner.end();
  }
}

async function checkSequenced(url: string, events: number): Promise<void> {
  const owner = new Client({ connectionString: url });
  await owner.connect();
  try {
    await owner.query('vacuum analyze audit_event');
    const { rows } = await owner.query<{ size: number }>('select count(*)::int as size from audit_leaf');
    if ((rows[0]?.size ?? 0) < events) throw new Error('The sequencer stopped before the last event.');
  } finally {
    await owner.end();
  }
}

function contextOf(id: string, now: Date): AgentContext {
  return { principal: { kind: 'agent', id }, address: '192.0.2.17', now } as AgentContext;
}

/** The mixture of a desk's day: most are reads, one in eight changes something and holds sealed values. */
function entries(many: number, accounts: readonly string[]): AuditEntry[] {
  return Array.from({ length: many }, (_, nth) => {
    const accountId = accounts[nth % accounts.length] ?? '';
    const caseId = uuidv7();
    if (nth % 8 === 0)
      return {
        action: 'identifier.email-requested',
        origin: 'case',
        caseId,
        accountId,
        facts: { planHash: caseId.replaceAll('-', ''), waits: false },
        before: { email: `old.${nth}@mail.example` },
        after: { email: `new.${nth}@mail.example` },
      };
    if (nth % 2 === 0) return { action: 'account.viewed', caseId, accountId, facts: { assurance: 'none' } };
    return { action: 'accounts.searched', caseId, facts: { kind: 'phone', found: 1 } };
  });
}
