import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Placement } from './place-data.ts';
import type { Binaries } from './provide-binaries.ts';
import { runProgram } from './run-program.ts';

/** The name of the cluster's superuser, who owns every database made here. */
export const superuser = 'postgres';

const majorVersion = '18';
const draftPrefix = 'cluster.draft-';

/**
 * Makes the cluster unless it exists, and returns the superuser's password. The cluster appears under its name
 * only when whole: a start that was killed half-way is begun anew.
 * @throws Error when the data is of another PostgreSQL version, or its password file is gone.
 */
export async function createCluster(place: Placement, binaries: Binaries, durable: boolean): Promise<string> {
  const { home, cluster } = place;
  const passwordFile = join(home, 'superuser-password');
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) return initialise(place, binaries, passwordFile, durable);
  if (version.trim() !== majorVersion) {
    throw new Error(
      `The data in ${cluster} is of PostgreSQL ${version.trim()}, and this is PostgreSQL ${majorVersion}. ` +
        'Dump it with its own version, or set another RELINK_DATA_DIR.',
    );
  }
  const password = await readFile(passwordFile, 'utf8').catch(() => undefined);
  if (password !== undefined) return password;
  throw new Error(
    `The password file ${passwordFile} is gone; without it the data in ${cluster} stays closed.`,
  );
}

async function initialise(
  place: Placement,
  binaries: Binaries,
  passwordFile: string,
  durable: boolean,
): Promise<string> {
  for (const entry of await readdir(place.home)) {
    if (entry.startsWith(draftPrefix)) await rm(join(place.home, entry), { recursive: true, force: true });
  }
  const password = randomBytes(24).toString('hex');
  await rm(passwordFile, { force: true });
  await writeFile(passwordFile, password, { mode: 0o600, flush: true });
  const draft = join(place.home, `${draftPrefix}${randomBytes(4).toString('hex')}`);
  await mkdir(draft);
  await chmod(draft, 0o700);
  if (place.user) {
    // initdb reads the password itself, as the service user, who may read all of the data anyway.
    for (const path of [passwordFile, draft]) await chown(path, place.user.uid, place.user.gid);
  }
  const { code, output } = await runProgram(
    binaries.initdb,
    [
      `--pgdata=${draft}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    place.user,
  );
  if (code !== 0) throw new Error(`initdb could not make the cluster in ${place.home}:\n${output}`);
  await rename(draft, place.cluster);
  return password;
}
