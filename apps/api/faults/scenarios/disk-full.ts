import { execFile } from 'node:child_process';
import { chown, mkdir, open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { aStory } from '@relink/testing';
import { Backstage } from '../place/backstage.ts';
import { type Answer, Caller } from '../place/caller.ts';
import type { Database } from '../place/database.ts';
import { DeskProcess } from '../place/processes.ts';
import { counted, invariants, noted, type Scenario } from '../scenario.ts';

const run = promisify(execFile);
const TRIES = 60;

/** A disk that the audit log is on, and that can be filled and emptied. */
type Disk = { readonly kind: string; fill(): Promise<void>; empty(): Promise<void>; remove(): Promise<void> };

/** The disk that the audit log is written to is full: no event, no action, and nothing changed. */
export const diskFull: Scenario = {
  name: 'disk full for the audit',
  async run(database) {
    const backstage = await Backstage.open(database);
    const desk = await DeskProcess.start({ part: 'serve', env: backstage.env });
    const agent = new Caller(desk.url);
    await agent.signIn((await backstage.hire('agent')).username);
    const { phone } = await aStory(backstage, 'A');
    const filter = encodeURIComponent(JSON.stringify({ q: phone }));
    const disk = (await smallDisk(database, backstage)) ?? (await pretendedDisk(backstage));
    try {
      await disk.fill();
      const before = await counts(backstage);
      const opened: (Answer | undefined)[] = [];
      const searched: (Answer | undefined)[] = [];
      for (let tried = 0; tried < TRIES; tried++) {
        opened.push(await agent.post('/api/cases', { channel: 'phone', note: 'x'.repeat(200) }));
        searched.push(await agent.get(`/api/accounts?filter=${filter}`));
      }
      const signedIn = await new Caller(desk.url).post('/api/sign-in', {
        username: 'nobody',
        password: 'nothing',
      });
      const after = await counts(backstage);
      const answers = [...opened, ...searched];
      const no = answers.filter((answer) => answer?.status !== 201 && answer?.status !== 200);
      const wrong = no.filter((answer) => !isRefused(answer));
      const half = await invariants(backstage.pool, 'half changes while it is full');
      await disk.empty();
      const again = await agent.post('/api/cases', { channel: 'phone' });
      const done = opened.filter((answer) => answer?.status === 201).length;
      return [
        noted('the disk', disk.kind),
        noted('actions tried', answers.length),
        { what: 'refused for want of an event', figure: String(no.length), holds: no.length > TRIES },
        counted('refusals that are no 503 database-unavailable', wrong.length),
        ...[
          ...new Set(wrong.map((answer) => `${String(answer?.status)} ${String(answer?.body['code'])}`)),
        ].map((kind) => noted('  answered', kind)),
        counted('cases opened without an answer that says so', after.cases - before.cases - done),
        counted('cases opened without an event', after.cases - before.cases - (after.events - before.events)),
        noted('a wrong sign-in meanwhile', signedIn?.status ?? 'no answer'),
        half,
        counted('works again once there is room', Number(again?.status === 201), 1),
        await invariants(backstage.pool),
      ];
    } finally {
      await desk.kill();
      await disk.remove();
      await backstage.close();
    }
  },
};

function isRefused(answer: Answer | undefined): boolean {
  return answer?.status === 503 && answer.body['code'] === 'database-unavailable';
}

async function counts(backstage: Backstage): Promise<{ readonly cases: number; readonly events: number }> {
  const [row] = await backstage.sql<{ cases: number; events: number }>(
    `select (select count(*)::int from recovery_case) as cases,
            (select count(*)::int from audit_event where action = 'case.opened') as events`,
  );
  return row ?? { cases: 0, events: 0 };
}

/** A file system of a few megabytes that the log's partitions move to. Undefined where this user may not mount one. */
async function smallDisk(database: Database, backstage: Backstage): Promise<Disk | undefined> {
  const folder = join(database.dataDir, 'small-disk');
  await mkdir(folder, { recursive: true });
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
  if (!mounted) return undefined;
  const place = join(folder, 'tablespace');
  const filler = join(folder, 'filler');
  const { uid, gid } = await stat(join(database.dataDir, 'cluster'));
  await mkdir(place, { mode: 0o700 });
  await chown(place, uid, gid);
  await backstage.sql(`create tablespace small_disk location '${place}'`);
  const parts = await backstage.sql<{ name: string; kind: string }>(
    `select c.oid::regclass::text as name, case c.relkind when 'i' then 'index' else 'table' end as kind
       from pg_class c where c.relkind in ('r', 'i') and (c.relname like 'audit_event_%' || to_char(now(), 'YYYY_MM') || '%')
        and c.relispartition`,
  );
  for (const { name, kind } of parts) await backstage.sql(`alter ${kind} ${name} set tablespace small_disk`);
  return {
    kind: `a tmpfs of 6 MB, full; ${String(parts.length)} tables and indexes on it`,
    fill: () => fillUp(filler),
    empty: () => rm(filler),
    remove: async () => {
      // Whoever looks at the database next finds the log where it was.
      await rm(filler, { force: true });
      for (const { name, kind } of parts)
        await backstage.sql(`alter ${kind} ${name} set tablespace pg_default`);
      await backstage.sql('drop tablespace small_disk');
      await run('umount', [folder]);
    },
  };
}

async function fillUp(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const block of [Buffer.alloc(65_536), Buffer.alloc(4096)])
      for (;;)
        if (
          !(await file.write(block).then(
            ({ bytesWritten }) => bytesWritten === block.length,
            () => false,
          ))
        )
          break;
  } finally {
    await file.close();
  }
}

/** The same error from a trigger, where nothing can be mounted. */
async function pretendedDisk(backstage: Backstage): Promise<Disk> {
  await backstage.sql(`create function disk_full() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$`);
  const empty = async (): Promise<void> => {
    await backstage.sql('drop trigger if exists disk_full on audit_event');
  };
  return {
    kind: 'pretended by a trigger (mounting one needs root)',
    fill: async () => {
      await backstage.sql(
        'create trigger disk_full before insert on audit_event for each row execute function disk_full()',
      );
    },
    empty,
    remove: empty,
  };
}
