import type { Locator, Page } from '@playwright/test';
import { PASSWORD } from './harness/desk.ts';
import { expect, story } from './harness/story.ts';
import { aCaller } from './people/known.ts';

const MOST_STOPS = 60;
const AROUND = 6;

/** What is drawn around the element that has, or had, the focus. */
async function picture(page: Page, element: Locator | null): Promise<Buffer | null> {
  const box = await element?.boundingBox();
  if (!box) return null;
  const clip = {
    x: Math.max(0, box.x - AROUND),
    y: Math.max(0, box.y - AROUND),
    width: box.width + 2 * AROUND,
    height: box.height + 2 * AROUND,
  };
  return page.screenshot({ clip, caret: 'hide', animations: 'disabled' });
}

/** Presses Tab until the focus is where it should be; each stop on the way must look different with the focus on it. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    const focused = page.locator(':focus');
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    const there = (await focused.count()) === 1;
    // A handle would go stale: an attribute of our own finds the element again once the focus has moved on.
    if (there) await focused.evaluate((element) => element.setAttribute('data-had-focus', ''));
    const left = there ? page.locator('[data-had-focus]') : null;
    const withFocus = await picture(page, left);
    await page.keyboard.press('Tab');
    const without = await picture(page, left);
    if (withFocus && without) {
      const what = await left!.evaluate((element) => element.outerHTML.slice(0, 120));
      expect(withFocus.equals(without), `the focus can be seen on ${what}`).toBe(false);
    }
    await left?.evaluate((element) => element.removeAttribute('data-had-focus'));
  }
  throw new Error(`The focus never came to ${wanted.toString()}`);
}

story('an agent signs in, opens a case and adds an account without a mouse', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A');
  const agent = await desk.hire('agent');
  const page = await openWindow({ reducedMotion: 'reduce' });
  const { keyboard } = page;

  await page.goto('/');
  await tabTo(page, page.getByLabel('User name'));
  await keyboard.type(agent.username);
  await tabTo(page, page.getByLabel('Password'));
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');

  const openCase = page.getByRole('button', { name: 'Open a case' });
  await expect(openCase).toBeVisible();
  await tabTo(page, openCase);
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Open a case' });
  await tabTo(page, dialog.getByRole('textbox', { name: 'Note' }));
  await keyboard.type('Cannot sign in any more.');
  await tabTo(page, dialog.getByRole('button', { name: 'Open case' }));
  await keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: /^Case / })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Find the customer’s account' })).toBeFocused();
  await keyboard.type(caller.phone);
  await keyboard.press('Enter');
  const old = page.getByRole('article').filter({ hasText: 'orphaned' });
  await expect(old).toBeVisible();
  await tabTo(page, old.getByRole('button', { name: 'Add as claimed' }));
  await keyboard.press('Enter');
  const question = page.getByRole('checkbox', { name: 'Last order' });
  await expect(question).toBeVisible();
  await tabTo(page, question);
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('textbox', { name: 'Order number' }));
});
