import type { Locator, Page } from '@playwright/test';
import { expect } from '../harness/story.ts';

/** A customer with her phone and her mailbox, both on the development inbox. */
export class Customer {
  private constructor(readonly page: Page) {}

  static async at(page: Page): Promise<Customer> {
    await page.goto('/#/inbox');
    await expect(page.getByRole('heading', { name: 'Development inbox', level: 1 })).toBeVisible();
    return new Customer(page);
  }

  /** Her messages to one contact that hold a text, newest first. */
  messages(to: string, holding: string | RegExp): Locator {
    return this.page
      .getByRole('article')
      .filter({ hasText: `To ${to}` })
      .filter({ hasText: holding });
  }

  /** Waits for the newest message and reads the six digits in it. */
  async codeIn(messages: Locator): Promise<string> {
    const text = (await messages.first().textContent()) ?? '';
    const [code] = /\b\d{6}\b/.exec(text) ?? [];
    expect(code, 'a code in the message').toBeDefined();
    return code!;
  }

  /** Presses the link to one of the portal's pages in the newest message; the page opens in another tab, as the message spoke. */
  async open(messages: Locator, path: string): Promise<Page> {
    const link = messages.first().getByRole('link', { name: path });
    const [opened] = await Promise.all([this.page.context().waitForEvent('page'), link.click()]);
    await expect(opened.getByRole('heading', { level: 1 })).toBeVisible();
    return opened;
  }

  /** Opens such a page and reads it in English, as whoever plays the customer here does. */
  async follow(messages: Locator, path: string): Promise<Page> {
    const opened = await this.open(messages, path);
    await readInEnglish(opened);
    return opened;
  }

  /** Follows the link in her newest message to a new e-mail address, and confirms that it is hers. */
  async confirmEmail(email: string): Promise<void> {
    const portal = await this.follow(this.messages(email, '/portal/confirm#'), '/portal/confirm#');
    await portal.getByRole('button', { name: 'Confirm my e-mail' }).click();
    await expect(portal.getByRole('heading', { name: 'Your e-mail is confirmed' })).toBeVisible();
  }

  /** Types the code of her newest message on the page that the message points to. */
  async answerCode(messages: Locator): Promise<Page> {
    const code = await this.codeIn(messages);
    const portal = await this.follow(messages, '/portal/code#');
    await portal.getByLabel('6-digit code').fill(code);
    await portal.getByRole('button', { name: 'Send the code' }).click();
    await expect(portal.getByRole('heading', { name: 'Your code was accepted', level: 1 })).toBeVisible();
    return portal;
  }
}

async function readInEnglish(portal: Page): Promise<void> {
  await portal.locator('header').getByRole('combobox').selectOption('en');
  await expect(portal.locator('html')).toHaveAttribute('lang', 'en');
}

/** Signs in on the portal, in its English. */
export async function signInOnPortal(portal: Page, login: string, password: string): Promise<void> {
  await portal.goto('/portal/');
  await portal.getByLabel('E-mail, phone number or username').fill(login);
  await portal.getByLabel('Password', { exact: true }).fill(password);
  await portal.getByRole('button', { name: 'Sign in' }).click();
}
