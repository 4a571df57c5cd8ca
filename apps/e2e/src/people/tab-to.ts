import type { Locator, Page } from '@playwright/test';
import { expect } from '../harness/story.ts';

const MOST_TABS = 120;

/** Goes on by the tabulator until it is there. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
}
