import type { Page } from '@playwright/test';
import { expect } from '../harness/story.ts';

/** A page in one state: how to get there from the stop before it, and what shows that one has arrived. */
export type Stop = { readonly name: string; readonly go: (page: Page) => Promise<void> };

/** Goes to an address below the desk's and waits for its first heading. */
export async function goTo(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('heading', { name: heading, level: 1 })).toBeVisible();
}

/** Opens a dialog by its button. */
export async function openDialog(page: Page, button: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: button }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
}

/** Leaves the form that a dialog asks to be filled in. */
export async function closeDialog(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/**
 * Waits until nothing moves any more, so that colours are judged, and pictures taken, of a page at rest. `atOnce`: what
 * only goes over to another look is brought to its end, where it would have come to by itself in a quarter of a second.
 */
export async function comeToRest(page: Page, { atOnce = false } = {}): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.evaluate(async (hurried) => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await frame();
    const moving = () =>
      document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity);
    // A colour that is handed down moves once more in each who takes it over, so a few rounds; the rest is waited for.
    for (let round = 0; hurried && round < 4 && moving().length > 0; round++) {
      for (const each of moving()) if (each instanceof CSSTransition) each.finish();
      await frame();
    }
    await Promise.allSettled(moving().map(({ finished }) => finished));
    await document.fonts.ready;
  }, atOnce);
}
