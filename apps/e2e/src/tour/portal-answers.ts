import type { Page } from '@playwright/test';
import type { Problem } from '@relink/contract';

/**
 * Gives a request of the portal an answer made up here. The stories ask the real desk; a tour wants to see what each
 * answer looks like in each language without living through every recovery twenty times.
 */
export async function answerWith(page: Page, path: string, json: object, status = 200): Promise<void> {
  const at = `**/api/portal/${path}`;
  await page.unroute(at);
  await page.route(at, (route) => route.fulfill({ status, json }));
}

/** Refuses it with a code. */
export async function refuseWith(
  page: Page,
  path: string,
  status: number,
  code: Problem['code'],
): Promise<void> {
  await answerWith(page, path, { type: 'about:blank', title: code, status, code }, status);
}

/** Lets a request pass, and answers as the desk does but for what is said here. */
export async function answerBut(page: Page, path: string, but: object): Promise<void> {
  const at = `**/api/portal/${path}`;
  await page.unroute(at);
  await page.route(at, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), ...but } });
  });
}
