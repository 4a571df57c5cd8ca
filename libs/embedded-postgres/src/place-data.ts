import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, lstat, mkdir, readFile, readlink, realpath, stat, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import type { ServiceUser } from './run-program.ts';

/** Where the data is and who runs PostgreSQL on it (nobody else than ourselves unless Node is root). */
export interface Placement {
  /** Holds the cluster and, beside it, password, log, port and holder. A real path. */
  home: string;
  cluster: string;
  user: ServiceUser | undefined;
}

/**
 * Finds or makes the place of the data. As root PostgreSQL must run as another user: the owner of the existing
 * data, else `postgres` or `nobody`. If that user cannot reach the data directory (a project below a home
 * directory of mode 0700), the data lives in /var/lib/relink-postgres (below the temporary directory if the data
 * directory is), and a link named `elsewhere` in the data directory leads there.
 */
export async function placeData(dataDir: string, log: (line: string) => void): Promise<Placement> {
  await mkdir(dataDir, { recursive: true });
  const wanted = await realpath(dataDir);
  const cluster = join(wanted, 'cluster');
  if (process.getuid?.() !== 0) {
    await mustBeOurs(wanted, cluster);
    return { home: wanted, cluster, user: undefined };
  }

  const here = await stat(cluster).catch(() => undefined);
  if (here) {
    const user = { uid: here.uid, gid: here.gid };
    if (await canReach(wanted, user)) return { home: wanted, cluster, user };
    throw new Error(
      `PostgreSQL runs as user ${user.uid} and cannot reach its data in ${wanted}. Open the directories above ` +
        'it for passing through (chmod o+x), or move it and set RELINK_DATA_DIR to the new place.',
    );
  }
  const known = await readlink(join(wanted, 'elsewhere')).catch(() => undefined);
  const user = (await owner(known && join(known, 'cluster'))) ?? (await unprivilegedUser());
  if (known === undefined) {
    await letPass(wanted);
    if (await canReach(wanted, user)) return { home: wanted, cluster, user };
  }
  const home = known ?? reachablePlace(wanted);
  await makeElsewhere(home);
  if (known === undefined) await symlink(home, join(wanted, 'elsewhere'));
  log(`The data lives in ${home}, because user ${user.uid} cannot reach ${wanted}`);
  return { home, cluster: join(home, 'cluster'), user };
}

/** Data that root made is not ours to start on; an empty shop in its place would be worse than a refusal. */
async function mustBeOurs(wanted: string, cluster: string): Promise<void> {
  const elsewhere = await readlink(join(wanted, 'elsewhere')).catch(() => undefined);
  const found = await stat(cluster).catch(() => undefined);
  const foreign = found !== undefined && process.getuid !== undefined && found.uid !== process.getuid();
  const writable = await access(wanted, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (writable && !foreign && elsewhere === undefined) return;
  throw new Error(
    `The data directory ${wanted} belongs to another user (was Relink started as root before?). ` +
      'Start as that user, or set RELINK_DATA_DIR to a directory of your own.',
  );
}

async function owner(path: string | undefined): Promise<ServiceUser | undefined> {
  const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
  return found && { uid: found.uid, gid: found.gid };
}

async function unprivilegedUser(): Promise<ServiceUser> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const line = lines.find((fields) => fields[0] === name);
    if (line) return { uid: Number(line[2]), gid: Number(line[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody to run it as. ' +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** The data directory itself is ours to open: what is secret in it has modes of its own. */
async function letPass(directory: string): Promise<void> {
  const { mode, uid } = await stat(directory);
  if (uid === 0 && (mode & 0o011) !== 0o011) await chmod(directory, (mode & 0o7777) | 0o011);
}

async function canReach(directory: string, user: ServiceUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(directory);
  const pass = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  if ((mode & pass) === 0) return false;
  const parent = dirname(directory);
  return parent === directory || canReach(parent, user);
}

/** A fresh name each time: whoever deletes the data directory, and the link in it, wants to begin anew. */
function reachablePlace(wanted: string): string {
  const name = randomBytes(8).toString('hex');
  const temporary = wanted.startsWith(tmpdir() + sep);
  return temporary ? join(tmpdir(), `relink-postgres-${name}`) : join('/var/lib/relink-postgres', name);
}

async function makeElsewhere(home: string): Promise<void> {
  await mkdir(home, { recursive: true });
  const made = await lstat(home);
  // In a temporary directory anybody could have put something there first.
  if (!made.isDirectory() || made.uid !== 0) throw new Error(`${home} does not belong to root; remove it.`);
  // Whatever the umask was; the temporary directory above is open already and not ours.
  if (dirname(home) !== tmpdir()) await letPass(dirname(home));
  await letPass(home);
}
