import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { contentSecurityPolicy, newNonce, NONCE_PLACEHOLDER } from './security-headers.ts';

/** A built web app: where its files are, and the paths its index page answers at. */
type WebApp = { readonly dist: string; readonly assets: string; readonly paths: readonly string[] };

/** The built pages beside this api in the workspace, or null where they were not built. */
export function builtPages(
  apps = join(dirname(fileURLToPath(import.meta.url)), '../../../..'),
): WebApp[] | null {
  const pages = [
    { dist: join(apps, 'console/dist'), assets: '/assets/', paths: ['/'] },
    { dist: join(apps, 'portal/dist'), assets: '/portal/assets/', paths: ['/portal', '/portal/*'] },
  ];
  return pages.every(({ dist }) => existsSync(join(dist, 'index.html'))) ? pages : null;
}

/** Serves the console and the portal: index pages with a fresh nonce each time, hashed assets for a year. */
export async function servePages(fastify: FastifyInstance, apps: readonly WebApp[]): Promise<void> {
  for (const [index, app] of apps.entries()) {
    const html = readFileSync(join(app.dist, 'index.html'), 'utf8');
    await fastify.register(fastifyStatic, {
      root: join(app.dist, 'assets'),
      prefix: app.assets,
      decorateReply: index === 0,
      immutable: true,
      maxAge: '365d',
      index: false,
      // The build has compressed them: nothing is compressed while somebody waits.
      preCompressed: true,
    });
    for (const path of app.paths) fastify.get(path, (_request, reply) => sendPage(reply, html));
  }
}

/** Sends a page whose scripts and styles carry the nonce that its policy names. */
export function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = newNonce();
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .header('cache-control', 'no-store')
    .send(html.replaceAll(NONCE_PLACEHOLDER, nonce));
}
