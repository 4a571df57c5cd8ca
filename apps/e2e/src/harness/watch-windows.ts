import type { BrowserContext } from '@playwright/test';

/** Refusals are part of the desk: the browser reports each 4xx answer to a page's request, and that is no fault. */
const REFUSED_ANSWER = /^Failed to load resource: the server responded with a status of 4\d\d/;

/**
 * Notes everything that no page of a context may ever do: errors on its console (a breach of the Content Security
 * Policy is one), errors that nobody handled, and answers of 500 and above. Returns the list, which goes on growing.
 */
export async function watchWindows(context: BrowserContext): Promise<string[]> {
  const faults: string[] = [];
  const note = (where: string | undefined, fault: string) => faults.push(`${where ?? 'a window'}: ${fault}`);
  context.on('console', (message) => {
    const text = message.text();
    const isError = message.type() === 'error' && !REFUSED_ANSWER.test(text);
    if (isError || text.includes('Content Security Policy')) note(message.page()?.url(), text);
  });
  context.on('weberror', (error) => {
    note(error.page()?.url(), `not handled: ${error.error().stack ?? error.error().message}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) note(response.url(), `answered ${response.status()}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      // eslint-disable-next-line no-console -- runs in the page: its console is what is watched
      console.error(`Content Security Policy: ${violatedDirective} refused ${blockedURI}`);
    });
  });
  return faults;
}
