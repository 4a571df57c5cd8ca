import type { BrowserContext } from '@playwright/test';

const SHOWN_AS = Date.parse('2026-11-20T10:00:00Z');
const STEP_MS = 10 * 60_000;
const INBOX = /inbox/;
/** A stream has no end to wait for; a proof proves what the desk wrote, to the byte. */
const AS_IT_IS = /\/api\/(live$|audit-events\/[^/]+\/proof)/;
const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/**
 * Lets a window show the same times at every run: each instant in an answer is moved to a Friday in November, and those
 * of the last ten minutes are one. What the desk made up at random is shown as one value too. Only for pictures.
 */
export async function steadyTimes(context: BrowserContext, begun: number): Promise<void> {
  // It goes on from there: what waits a moment after a key, by the clock, would wait for ever.
  await context.clock.install({ time: SHOWN_AS });
  const steady = (instant: string) => {
    const steps = Math.floor((Date.parse(instant) - begun) / STEP_MS);
    return new Date(SHOWN_AS + steps * STEP_MS).toISOString();
  };
  await context.route('**/api/**', async (route) => {
    if (AS_IT_IS.test(route.request().url())) return route.continue();
    const response = await route.fetch();
    if (!/json/.test(response.headers()['content-type'] ?? '')) return route.fulfill({ response });
    const body = (await response.text())
      .replaceAll(INSTANT, steady)
      .replaceAll(/"deskCode":"[^"]+"/g, '"deskCode":"K7QM"');
    return route.fulfill({ response, body: INBOX.test(route.request().url()) ? withoutSecrets(body) : body });
  });
}

/** Messages with the same code, token and references at every run. */
function withoutSecrets(body: string): string {
  return body
    .replaceAll(/localhost:\d+/g, 'localhost:3000')
    .replaceAll(/(?<=#)[A-Za-z0-9_-]{43}/g, 'x'.repeat(43))
    .replaceAll(/(?<![\w+#-])\d{6}(?![\w-])/g, '123456')
    .replaceAll(/(?<![\w-])[2-9A-Z]{4}-[2-9A-Z]{4}(?![\w-])/g, 'K7QM-2X9D');
}
