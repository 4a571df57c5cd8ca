import { expect, story } from './harness/story.ts';
import { aPair, aProvenCase } from './people/a-pair.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer, signInOnPortal } from './people/customer.ts';
import { approve, askToMerge, compared, openApproval, openMergePage, seesMerged } from './people/merging.ts';

const BUTTON = (orders: number, sums: string) =>
  `Ask for approval to merge 2 accounts and move ${String(orders)} orders, ${sums} of credit`;

const HER_PASSWORD = 'five green kites over the pier';

story('two accounts that say different things end as one, as it was chosen', async ({ desk, openWindow }) => {
  const pair = await aPair(desk);
  const { old, young } = pair;
  await desk.customerPassword(old.id, HER_PASSWORD);
  const hired = await desk.hire('agent');
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  const { page } = agent;
  const customer = await Customer.at(await openWindow());
  await agent.openMadeCase(await aProvenCase(desk, hired.id, pair));

  await story.step(
    'the older account stays by default; the agent swaps them, and swaps them back',
    async () => {
      await openMergePage(agent);
      await expect(compared(page, 'Points')).toContainText('1,680');
      await expect(
        page.getByRole('button', { name: BUTTON(3, '430 points, 20.00 EUR of credit and 40.50 SEK') }),
      ).toBeVisible();
      await page.getByRole('button', { name: 'Swap: keep the other one' }).click();
      await expect(
        page.getByRole('button', { name: BUTTON(2, '1,250 points and 250.00 SEK') }),
      ).toBeVisible();
      await page.getByRole('button', { name: 'Swap: keep the other one' }).click();
      await expect(
        page.getByRole('button', { name: BUTTON(3, '430 points, 20.00 EUR of credit and 40.50 SEK') }),
      ).toBeVisible();
    },
  );

  await story.step('where they differ a side is chosen, or both; the result follows at once', async () => {
    const name = compared(page, 'Name');
    await expect(name).toContainText('Both have one: choose');
    await name.getByRole('radio', { name: 'Märta Lindkvist' }).check();
    await expect(name.getByText('Märta Lindkvist')).toHaveCount(2);
    const preference = compared(page, 'Contact preference');
    await preference.getByRole('radio', { name: 'Keep both' }).check();
    await expect(preference).toContainText('any way');
    const credit = compared(page, 'Credit');
    await expect(credit).toContainText('290.50 SEK');
    await expect(credit).toContainText('20.00 EUR');
    await expect(compared(page, 'Consents')).toContainText('The more restrictive counts.');
  });

  await story.step('the agent asks with a reason and leaves the page', async () => {
    await askToMerge(
      agent,
      BUTTON(3, '430 points, 20.00 EUR of credit and 40.50 SEK'),
      'She wrote her name differently the second time.',
    );
  });

  const supervisor = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
  await story.step('the supervisor sees the same, and why', async () => {
    await openApproval(supervisor, page.url());
    await expect(supervisor.region('Reason')).toContainText('the second time');
    await expect(compared(supervisor.page, 'Points')).toContainText('1,680');
    // Which side, and no name: a supervisor is not in the case.
    await expect(compared(supervisor.page, 'Name')).toContainText('chosen');
  });

  await story.step('while it runs the agent sees which step it is at; then it is done', async () => {
    // A row that somebody else holds stops the worker in the middle.
    const release = await desk.holdRow('gift_card', { account_id: young.id });
    try {
      await approve(supervisor, 'Agreed.');
      await expect(page.getByText(/Step \d+ of \d+: /).first()).toBeVisible({ timeout: 30_000 });
    } finally {
      await release();
    }
    await seesMerged(agent);
    await expect(agent.region('What was moved')).toContainText('Orders');
  });

  await story.step('each of the four contacts finds one message', async () => {
    for (const { email, phone } of [old, young]) {
      await expect(customer.messages(email.value, 'your two accounts are one now')).toHaveCount(1);
      await expect(customer.messages(phone.value, 'your two accounts are one')).toHaveCount(1);
    }
  });

  await story.step('the account is what was chosen, and its page shows what flowed into it', async () => {
    const [survivor] = await desk.sql(
      `select first_name, loyalty_points::int as points, contact_preference, order_count,
              (select json_object_agg(currency, amount::text) from store_credit where account_id = a.id) as credit,
              (select granted from consent where account_id = a.id) as consent,
              (select count(*)::int from gift_card where account_id = a.id) as cards
         from account a where id = $1`,
      [old.id],
    );
    expect(survivor).toEqual({
      first_name: 'Märta',
      points: 1680,
      contact_preference: 'any',
      order_count: 5,
      credit: { SEK: '290.50', EUR: '20.00' },
      consent: false,
      cards: 2,
    });
    await page.getByRole('link', { name: 'Open the account' }).click();
    await expect(agent.region('History of this account')).toContainText('was merged into it');
  });

  await story.step(
    'she signs in with either e-mail and finds both listed, the first one in front',
    async () => {
      const portal = await openWindow();
      await signInOnPortal(portal, young.email.value, HER_PASSWORD);
      await expect(portal.getByRole('article')).toHaveCount(5);
      await portal.getByRole('link', { name: 'Login & security' }).click();
      const row = portal.getByRole('region', { name: 'E-mail' });
      await expect(row).toContainText(old.email.value);
      await expect(row).toContainText(`Signs you in too: ${young.email.value}`);
      await row.getByRole('button', { name: 'Change' }).click();
      await expect(row).toContainText('The new one takes the place of all of these.');
    },
  );
});
