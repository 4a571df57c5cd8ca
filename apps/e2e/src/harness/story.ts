import { type BrowserContextOptions, type Page, expect, test } from '@playwright/test';
import { Desk } from './desk.ts';
import { told } from './run.ts';
import { watchWindows } from './watch-windows.ts';

export { expect } from '@playwright/test';

/** Opens a window of somebody's own: no cookie, no storage of anybody else. */
export type OpenWindow = (options?: BrowserContextOptions) => Promise<Page>;

// Chromium comes from npm and runs as root in many a container, so without its own sandbox; it sees only this desk.
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-component-update', '--no-first-run'];

/**
 * A story. Whatever its windows do, none of them may break the Content Security Policy, write an error to its console,
 * leave an error unhandled or get a 500: that is checked at the end of every story.
 */
export const story = test.extend<{ openWindow: OpenWindow }, { desk: Desk }>({
  browser: [
    async ({ playwright }, use) => {
      const browser = await playwright.chromium.launch({ executablePath: told('browser'), args: ARGUMENTS });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  desk: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from this pattern what the fixture needs: nothing
    async ({}, use) => {
      const desk = await Desk.reach();
      await use(desk);
      await desk.leave();
    },
    { scope: 'worker' },
  ],
  openWindow: async ({ browser, desk }, use) => {
    const watched: string[][] = [];
    const windows: Page[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL: desk.url, ...options });
      watched.push(await watchWindows(context));
      const page = await context.newPage();
      windows.push(page);
      return page;
    });
    for (const page of windows) await page.context().close();
    expect(watched.flat(), 'what the pages should not have done').toEqual([]);
  },
});
