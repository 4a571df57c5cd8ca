import { newOrderExport } from './fixtures/exports.ts';
import { expect, story } from './harness/story.ts';
import { aPair, aProvenCase } from './people/a-pair.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer, signInOnPortal } from './people/customer.ts';
import { seesCounts, upload } from './people/importing.ts';
import { approve, mergeByTwo, openApproval, findAccount, setForgottenPassword } from './people/merging.ts';

const OLD_PASSWORD = 'four quiet lamps on the stairs';
const NEW_PASSWORD = 'eight grey herons over ice';

story('a merge is taken back after an order came in between', async ({ desk, openWindow }) => {
  const pair = await aPair(desk);
  const { old, young } = pair;
  await desk.customerPassword(old.id, OLD_PASSWORD);
  await desk.customerPassword(young.id, 'two red kites in the rain');
  const hired = await desk.hire('agent');
  const agent = await AgentAtConsole.signIn(await openWindow(), hired);
  const first = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
  const customer = await Customer.at(await openWindow());
  await mergeByTwo(agent, first, await aProvenCase(desk, hired.id, pair));
  const merge = agent.page.url();
  const number = `#M${String(Date.now())}`;

  await story.step('an order that she places with the merged e-mail comes to the one account', async () => {
    const admin = await AgentAtConsole.signIn(await openWindow(), await desk.hire('admin'));
    await upload(admin.page, newOrderExport(young.email.value, number));
    await seesCounts(admin.page, { Created: 1 });
    await expect(await findAccount(agent, number)).toContainText('6 orders');
  });
  await desk.sql(
    'update account set loyalty_points = 1400, security_version = security_version + 1 where id = $1',
    [old.id],
  );

  await story.step(
    'whoever asks for the undoing sees what changed, and has to say who gets which points',
    async () => {
      const { page } = first;
      await page.goto(merge);
      await page.getByRole('link', { name: /^Undo the merge of / }).click();
      await expect(page.getByText('Order placed since')).toBeVisible();
      const points = page.getByRole('listitem').filter({ hasText: 'Points' });
      await expect(points).toContainText('To be decided by you');
      const ask = page.getByRole('button', { name: 'Ask for approval to undo the merge' });
      await page.getByRole('textbox', { name: 'Reason' }).fill('They are two sisters.');
      await expect(ask).toBeDisabled();
      await points.getByRole('radio', { name: 'Share it out' }).check();
      await points.getByRole('textbox', { name: 'Goes back to the other account' }).fill('400');
      await expect(ask).toBeEnabled();
      await ask.click();
      await expect(page.getByText('Nothing is undone before somebody else says yes.')).toBeVisible();
    },
  );

  await story.step(
    'who asked cannot approve it; another supervisor can, and both accounts are there',
    async () => {
      await openApproval(first, merge);
      await expect(first.page.getByRole('button', { name: 'Approve', exact: true })).toBeDisabled();
      const second = await AgentAtConsole.signIn(await openWindow(), await desk.hire('supervisor'));
      await openApproval(second, merge);
      await expect(second.region('What changed since the merge')).toContainText('400');
      await approve(second, 'Spoken to both of them.');
      await agent.page.goto(merge);
      await expect(agent.page.getByText('Both accounts are there again.')).toBeVisible({ timeout: 30_000 });
    },
  );

  await story.step('each has what was its own; the order went where its e-mail went', async () => {
    const accounts = await desk.sql(
      `select status, first_name, loyalty_points::int as points, order_count, contact_preference,
              (select json_object_agg(currency, amount::text) from store_credit where account_id = a.id and amount > 0) as credit,
              (select granted from consent where account_id = a.id) as consent,
              exists (select from credential where account_id = a.id) as password
         from account a where id in ($1, $2) order by a.id = $2`,
      [old.id, young.id],
    );
    expect(accounts).toEqual([
      {
        ...{
          status: 'active',
          first_name: 'Marta',
          points: 1000,
          order_count: 2,
          contact_preference: 'email',
        },
        ...{ credit: { SEK: '250.00' }, consent: true, password: true },
      },
      {
        ...{ status: 'active', first_name: 'Märta', points: 400, order_count: 4, contact_preference: 'sms' },
        ...{ credit: { EUR: '20.00', SEK: '40.50' }, consent: false, password: false },
      },
    ]);
    await expect(await findAccount(agent, number)).toContainText('4 orders');
  });

  await story.step(
    'both are told; the one that was given back sets a password, the other has its own',
    async () => {
      const told = customer.messages(young.email.value, 'your accounts are two again');
      await expect(customer.messages(old.email.value, 'your accounts are two again')).toHaveCount(1);
      await expect(customer.messages(young.phone.value, 'are two again')).toHaveCount(1);
      const forgot = await customer.follow(told, '/portal/forgot');
      await setForgottenPassword(forgot, customer, young.email.value, NEW_PASSWORD);
      const portal = await openWindow();
      await signInOnPortal(portal, young.email.value, NEW_PASSWORD);
      await expect(portal.getByRole('article')).toHaveCount(4);
      await expect(portal.getByRole('article', { name: `Order ${number}` })).toBeVisible();
      await portal.context().clearCookies();
      await signInOnPortal(portal, old.phone.value, OLD_PASSWORD);
      await expect(portal.getByRole('article')).toHaveCount(2);
    },
  );
});
