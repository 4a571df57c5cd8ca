import type { Page } from '@playwright/test';

/** Everything that a window's browser has written down for the desk: both storages, databases, caches. */
export function keptBy(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => fail(new Error(`The database ${name} does not open.`));
      });
      for (const store of db.objectStoreNames)
        kept.push(
          await new Promise((done, fail) => {
            const reading = db.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => done([name, store, reading.result]);
            reading.onerror = () => fail(new Error(`The store ${store} cannot be read.`));
          }),
        );
      db.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        kept.push([request.url, await (await cache.match(request))?.text()]);
    }
    return JSON.stringify(kept);
  });
}

/** Notes each answer of the desk that its browser may keep in its own cache. Returns the list, which goes on growing. */
export function watchCache(page: Page): string[] {
  const cacheable: string[] = [];
  page.context().on('response', (response) => {
    const path = new URL(response.url()).pathname;
    const control = response.headers()['cache-control'] ?? '';
    if (path.startsWith('/api/') && !control.includes('no-store')) cacheable.push(`${path}: ${control}`);
  });
  return cacheable;
}
