import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './error-code.ts';
import { processStart } from './process-identity.ts';

/** Refusal: another living process runs PostgreSQL on this data directory. */
export class DataDirectoryHeld extends Error {
  /** The process that holds the data directory. */
  readonly holderPid: number;

  constructor(dataDir: string, holderPid: number) {
    const who = holderPid === process.pid ? 'this very process' : `process ${holderPid}`;
    super(
      `The data directory ${dataDir} is in use by ${who}. Stop it first, or set another RELINK_DATA_DIR.`,
    );
    this.name = 'DataDirectoryHeld';
    this.holderPid = holderPid;
  }
}

interface Holder {
  pid: number;
  started: string;
}

/** The hold of this process on a data directory. */
export interface Hold {
  release(): void;
}

/**
 * Takes the data directory for this process. The hold of a dead process, or of one whose pid now belongs to
 * somebody else, is taken over.
 * @throws DataDirectoryHeld when a living process has it.
 */
export async function holdDataDir(home: string): Promise<Hold> {
  const path = join(home, 'holder.json');
  const own = JSON.stringify({ pid: process.pid, started: processStart(process.pid) ?? '' } satisfies Holder);
  for (;;) {
    if (await createWhole(path, own)) break;
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder && processStart(holder.pid) === holder.started) throw new DataDirectoryHeld(home, holder.pid);
    await takeAway(path, found);
  }
  return { release: () => rmSync(path, { force: true }) };
}

/** A link appears with its whole content or not at all, and only once. */
async function createWhole(path: string, content: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, content);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a dead hold; one that somebody else put in its place meanwhile is put back. */
async function takeAway(path: string, dead: string): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== dead) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function parse(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value))
      return undefined;
    const { pid, started } = value;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : undefined;
  } catch {
    return undefined;
  }
}
