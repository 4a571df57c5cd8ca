import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { anEmailAddress } from '@relink/testing';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { aCaller, asSaid, aVerifiedCase, everythingRight } from './people/known.ts';
import { comeToRest } from './tour/stop.ts';

/** A keyboard that counts: each press is one interaction, each value typed another. There is no mouse. */
class CountedKeyboard {
  readonly done: string[] = [];

  constructor(private readonly page: Page) {}

  async press(key: string): Promise<void> {
    this.done.push(key);
    await this.page.keyboard.press(key);
  }

  async type(value: string): Promise<void> {
    this.done.push(`“${value}”`);
    await this.page.keyboard.type(value);
  }
}

const MOST_INTERACTIONS = 25;

story('the plain story is told by keyboard alone', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A');
  const email = anEmailAddress('asha.keys');
  const said = everythingRight(caller);
  const agent = await AgentAtConsole.signIn(await openWindow(), await desk.hire('agent'));
  const customer = await Customer.at(await openWindow());
  const { page } = agent;
  const keyboard = new CountedKeyboard(page);
  const focusOn = (wanted: Locator) => expect(wanted).toBeFocused();

  await story.step('a key opens a case; the focus is in the search', async () => {
    await keyboard.press('n');
    await expect(page.getByRole('dialog', { name: 'Open a case' })).toBeVisible();
    await keyboard.press('Enter');
    await focusOn(page.getByRole('searchbox', { name: 'Find the customer’s account' }));
  });

  await story.step('the account is found and claimed', async () => {
    await keyboard.type(asSaid(caller.phone));
    await keyboard.press('Enter');
    const old = page.getByRole('article').filter({ hasText: 'orphaned' });
    await focusOn(old.getByRole('button', { name: 'Add as claimed' }));
    await keyboard.press('Enter');
    await focusOn(page.getByRole('checkbox', { name: 'Last order' }));
  });

  await story.step('a round of two kinds is enough', async () => {
    await keyboard.press('1');
    await focusOn(page.getByRole('textbox', { name: 'Order number' }));
    await keyboard.type(said.last_order!['Order number']!);
    await keyboard.press('Alt+4');
    await focusOn(page.getByRole('textbox', { name: 'Full name' }));
    await keyboard.type(said.full_name!['Full name']!);
    await keyboard.press('Control+Enter');
    await focusOn(agent.claimed.getByRole('button', { name: /^Send code to \+91/ }));
  });

  await story.step('her code is answered; the focus waits in the new e-mail', async () => {
    await keyboard.press('Enter');
    await customer.answerCode(customer.messages(caller.phone, '/portal/code#'));
    await focusOn(page.getByRole('textbox', { name: 'New e-mail' }));
  });

  await story.step('the new e-mail is confirmed; a reset link goes to it', async () => {
    await keyboard.type(email);
    await keyboard.press('Enter');
    const pending = agent.claimed.getByText('Waiting to be confirmed');
    await expect(pending).toBeInViewport();
    const confirmation = await customer.follow(
      customer.messages(email, 'confirm your e-mail'),
      '/portal/confirm#',
    );
    await confirmation.getByRole('button', { name: 'Confirm my e-mail' }).click();
    await focusOn(agent.claimed.getByRole('button', { name: `Send reset link to ${email}` }));
    await keyboard.press('Enter');
    await focusOn(page.getByRole('button', { name: 'Close case' }));
  });

  await story.step('the case is closed as recovered', async () => {
    await keyboard.press('Enter');
    await focusOn(page.getByRole('radio', { name: 'Recovered' }));
    await keyboard.press('Space');
    await keyboard.press('Enter');
    await expect(agent.region('Caller').getByText('Closed: Recovered')).toBeVisible();
  });

  const { done } = keyboard;
  // eslint-disable-next-line no-console -- the figure that the story is told for
  console.log(`The plain story: ${done.length} interactions, no mouse: ${done.join(', ')}`);
  expect(done.length).toBeLessThanOrEqual(MOST_INTERACTIONS);
});

story('a call that was lost goes on where it was', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A');
  const hired = await desk.hire('agent');
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  await agent.openMadeCase(await aVerifiedCase(desk, hired.id, caller));
  const email = agent.page.getByRole('textbox', { name: 'New e-mail' });
  await expect(email).toBeFocused();
  await agent.page.reload();
  await expect(email).toBeFocused();
});

story('what is typed into a note is text and no command', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A');
  const hired = await desk.hire('agent');
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  const { page } = agent;
  await agent.openMadeCase(await aVerifiedCase(desk, hired.id, caller));
  await expect(page.getByRole('textbox', { name: 'New e-mail' })).toBeFocused();
  // The focus is in a field: even the key of the note would be text, so it is left first.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('o');
  const note = page.getByRole('textbox', { name: 'New note' });
  await expect(note).toBeFocused();
  await page.keyboard.type('fox? 1c /x whnf');
  await expect(note).toHaveValue('fox? 1c /x whnf');
  // Nor does a hand that types on after the field has lost the focus.
  await note.evaluate((field) => field.blur());
  await page.keyboard.type('fx');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('Say to the caller')).toHaveCount(0);
  await expect(agent.region('Timeline').getByText('Fraud suspected')).toHaveCount(0);
});

story('one key reports suspected fraud, and the sentence to say is there', async ({ desk, openWindow }) => {
  const caller = await aCaller(desk, 'A', 'gu');
  const hired = await desk.hire('agent');
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  const { page } = agent;
  await agent.openMadeCase(await aVerifiedCase(desk, hired.id, caller));
  await expect(page.getByRole('textbox', { name: 'New e-mail' })).toBeFocused();
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('f');
  const say = page.getByRole('status').filter({ hasText: 'Say to the caller' });
  await expect(say).toContainText('Thank you. I have written everything down.');
  await expect(say.locator('[lang="gu"]')).toHaveText(/\p{Script=Gujarati}/u);
  await expect(agent.region('Timeline').getByText('Verification of the account locked')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const)
  story(`the palette and the page of shortcuts, ${colorScheme}, work`, async ({ desk, openWindow }) => {
    const caller = await aCaller(desk, 'A');
    const hired = await desk.hire('agent');
    const agent = await AgentAtConsole.signIn(
      await openWindow({ colorScheme, reducedMotion: 'reduce' }),
      hired,
    );
    const { page } = agent;
    const opened = await aVerifiedCase(desk, hired.id, caller, { ticket: 'HELP-7431' });

    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Command palette' });
    await expect(palette).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.type('HELP-7431');
    await expect(palette.getByRole('option', { name: opened.reference })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: `Case ${opened.reference}` })).toBeVisible();

    await expect(page.getByRole('textbox', { name: 'New e-mail' })).toBeFocused();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('hand over');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Hand over the case' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('Shift+?');
    const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(shortcuts.getByText('Suspected fraud')).toBeVisible();
    await expectNoViolations(page);
    await shortcuts.getByRole('switch', { name: 'Single keys do something' }).press('Space');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.keyboard.press('x');
    await page.keyboard.press('Control+k');
    await expect(palette).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(1);
  });

async function expectNoViolations(page: Page): Promise<void> {
  await comeToRest(page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}
