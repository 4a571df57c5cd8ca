import { dirname } from 'node:path';
import { createRequire } from 'node:module';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { apiDocument } from './api-document.ts';
import { sendPage } from './pages.ts';
import { NONCE_PLACEHOLDER } from './security-headers.ts';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Relink API</title>
    <link rel="stylesheet" href="/api/docs/assets/swagger-ui.css" />
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script nonce="${NONCE_PLACEHOLDER}" src="/api/docs/assets/swagger-ui-bundle.js"></script>
    <script nonce="${NONCE_PLACEHOLDER}">
      SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });
    </script>
  </body>
</html>
`;

/** Describes the API at /api/openapi.json, with a page to read it at /api/docs. */
export async function serveApiDocs(app: NestFastifyApplication): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  // Described when somebody first asks: nobody waits for it at a start, and most processes are never asked.
  let document: ReturnType<typeof apiDocument> | undefined;
  fastify.get('/api/openapi.json', (_request, reply) => reply.send((document ??= apiDocument(app))));
  await fastify.register(fastifyStatic, {
    root: dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
    prefix: '/api/docs/assets/',
    decorateReply: false,
    index: false,
  });
  fastify.get('/api/docs', (_request, reply) => sendPage(reply, PAGE));
}
