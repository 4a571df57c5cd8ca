import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Where a desk keeps its master key that was given none: in the folder of its data. */
const FILE = 'master.key';

type MasterKeys = { readonly masterKey: Buffer; readonly previousMasterKey: Buffer | undefined };

/** The key that is kept, made once. While it is rotated there is the next one too: what is sealed by either opens. */
export function keptMasterKeys(dataDir: string): MasterKeys {
  const file = join(dataDir, FILE);
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(file)) writeWhole(file, randomBytes(32));
  const [masterKey, next] = [read(file), nextIn(dataDir)];
  return next === undefined
    ? { masterKey, previousMasterKey: undefined }
    : { masterKey: next, previousMasterKey: masterKey };
}

/** Writes down the key to rotate to, unless a rotation that was broken off did. Every start reads it from now on. */
export function beginNextMasterKey(dataDir: string): void {
  if (nextIn(dataDir) === undefined) writeWhole(join(dataDir, `${FILE}.next`), randomBytes(32));
}

/**
 * Puts a key in place of the one that is kept, which stays under another name. Returns that file, or undefined where none
 * of this key is kept.
 */
export function replaceKeptMasterKey(
  dataDir: string,
  masterKey: Buffer,
  previous: Buffer,
): string | undefined {
  const file = join(dataDir, FILE);
  if (!existsSync(file) || !read(file).equals(previous)) return undefined;
  const mark = createHash('sha256').update(previous).digest('hex').slice(0, 8);
  const aside = `${file}.until-rotation-${mark}`;
  rmSync(aside, { force: true });
  linkSync(file, aside);
  writeWhole(file, masterKey);
  rmSync(join(dataDir, `${FILE}.next`), { force: true });
  return aside;
}

function nextIn(dataDir: string): Buffer | undefined {
  const file = join(dataDir, `${FILE}.next`);
  return existsSync(file) ? read(file) : undefined;
}

function read(file: string): Buffer {
  return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
}

/** The whole of it is on the disk before it has its name: half a key opens nothing. */
function writeWhole(file: string, key: Buffer): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  writeSync(descriptor, key.toString('hex'));
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(draft, file);
}
