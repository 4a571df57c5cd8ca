import type { KnowledgeKind } from '@relink/domain';
import type { Locator, Page } from '@playwright/test';
import { type Hired, PASSWORD } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';

/** What a caller says, by question and by the label of the field it is typed into. */
export type Said = Partial<Record<KnowledgeKind, Readonly<Record<string, string>>>>;

const QUESTIONS: Readonly<Record<KnowledgeKind, string>> = {
  last_order: 'Last order',
  shipping_address: 'Shipping address',
  username: 'User name',
  full_name: 'Full name',
  linked_phone_number: 'Linked phone number',
};

/** Somebody of the desk at the console, by what is seen and pressed there. */
export class AgentAtConsole {
  private constructor(readonly page: Page) {}

  static async signIn(
    page: Page,
    { username, password = PASSWORD, code }: Pick<Hired, 'username' | 'code'> & { password?: string },
  ): Promise<AgentAtConsole> {
    await page.goto('/');
    await page.getByLabel('User name').fill(username);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    if (code) {
      await page.getByLabel('Code of your authenticator app').fill(await code());
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    }
    await expect(page.getByRole('button', { name: 'Open a case' })).toBeVisible();
    return new AgentAtConsole(page);
  }

  /** Somebody who is signed in there already. */
  static over(page: Page): AgentAtConsole {
    return new AgentAtConsole(page);
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Profile' }).click();
    await this.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(this.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  }

  /** Opens a case of somebody who is on the phone and returns its reference. */
  async openCase(note: string): Promise<string> {
    await this.page.goto('/#/cases');
    await this.page.getByRole('button', { name: 'Open a case' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Open a case' });
    await expect(dialog.getByRole('radio', { name: 'Phone' })).toBeChecked();
    await dialog.getByRole('textbox', { name: 'Note' }).fill(note);
    await dialog.getByRole('button', { name: 'Open case' }).click();
    const title = this.page.getByRole('heading', { level: 1, name: /^Case / });
    await expect(title).toBeVisible();
    return ((await title.textContent()) ?? '').replace('Case ', '').trim();
  }

  region(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name });
  }

  button(name: string | RegExp, be: { disabled?: boolean } = {}): Locator {
    return this.region('What may be done').getByRole('button', { name, ...be });
  }

  /** Where it is said and done what concerns the account the caller claims. */
  get claimed(): Locator {
    return this.region(/^Claimed account: /);
  }

  /** Opens the page of the claimed account from its card; likely duplicates below it have pages of their own. */
  async openClaimedPage(): Promise<void> {
    const card = this.region('Accounts').getByRole('article').filter({ hasText: 'Claimed account' });
    await card.getByRole('link', { name: 'Open account page' }).click();
  }

  /** Searches an account in the workbench and returns the results. */
  async search(text: string): Promise<Locator> {
    await this.page.getByRole('searchbox', { name: 'Find the customer’s account' }).fill(text);
    await this.page.getByRole('button', { name: 'Search', exact: true }).click();
    const results = this.region('Search results');
    await expect(results.getByRole('status')).toBeVisible();
    return results.getByRole('article');
  }

  async add(found: Locator, as: 'claimed' | 'duplicate'): Promise<void> {
    await found.getByRole('button', { name: `Add as ${as}` }).click();
    const name = as === 'claimed' ? /^Claimed account: / : /^Duplicate: /;
    await expect(this.region('What may be done').getByRole('region', { name })).toBeVisible();
  }

  /** Opens a case, finds the account by its phone, and adds the one with orders as claimed. */
  async takeCall(phone: string, note = 'Cannot sign in any more.'): Promise<string> {
    const reference = await this.openCase(note);
    const found = await this.search(phone);
    await this.add(found.filter({ hasText: 'orphaned' }), 'claimed');
    return reference;
  }

  /** Opens a case that somebody made beforehand. */
  async openMadeCase({ id, reference }: { id: string; reference: string }): Promise<void> {
    await this.page.goto(`/#/cases/${id}/show`);
    await expect(this.page.getByRole('heading', { level: 1, name: `Case ${reference}` })).toBeVisible();
  }

  async sendRound(said: Said): Promise<void> {
    const round = this.claimed.getByRole('group', { name: 'Evidence round' });
    for (const [kind, fields] of Object.entries(said) as [KnowledgeKind, Record<string, string>][]) {
      const question = QUESTIONS[kind];
      await round.getByRole('checkbox', { name: question }).check();
      const answer = round.getByRole('group', { name: question });
      for (const [label, value] of Object.entries(fields)) await answer.getByLabel(label).fill(value);
    }
    await round.getByRole('button', { name: 'Send the round' }).click();
    await expect(round.getByRole('checkbox', { checked: true })).toHaveCount(0);
  }

  async sendCode(to: string | RegExp): Promise<void> {
    await this.claimed.getByRole('button', { name: to }).click();
    await expect(this.claimed.getByRole('list', { name: 'Codes sent' })).toContainText(
      'Message: handed over',
    );
  }

  async seesAssurance(level: 'none' | 'identified' | 'verified' | 'strong'): Promise<void> {
    await expect(this.claimed.getByText(`Assurance: ${level}`)).toBeVisible();
  }

  async giveEmail(email: string): Promise<void> {
    await this.claimed.getByRole('textbox', { name: 'New e-mail' }).fill(email);
    await this.claimed.getByRole('button', { name: 'Give this e-mail' }).click();
  }

  async closeCase(outcome: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Close case' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Close the case' });
    await dialog.getByRole('radio', { name: outcome }).check();
    await dialog.getByRole('button', { name: 'Close the case' }).click();
    await expect(this.region('Caller').getByText(`Closed: ${outcome}`)).toBeVisible();
  }
}
