import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../platform/config/settings.ts';

/** The folder of uploads, with a slash at its end. */
export function uploadsOf({ dataDir }: Settings): string {
  return `${join(dataDir, 'imports')}/`;
}

/** Where an upload is kept until its import is over; only the desk's own user can read it. */
export async function uploadPath(settings: Settings, importId: string): Promise<string> {
  await mkdir(uploadsOf(settings), { recursive: true, mode: 0o700 });
  return join(uploadsOf(settings), `${importId}.csv`);
}

/** Whether a file is an upload of ours, and not one that the import command read where it lay. */
export function isUpload(settings: Settings, path: string): boolean {
  return path.startsWith(uploadsOf(settings));
}
