import { existsSync, readFileSync } from 'node:fs';

/** The version in the nearest package.json above this file, wherever the desk was built to. Throws where there is none. */
export function ownVersion(): string {
  let folder = new URL('.', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) {
    const above = new URL('..', folder);
    if (above.href === folder.href) throw new Error('There is no package.json above the desk.');
    folder = above;
  }
  return (JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as { version: string }).version;
}
