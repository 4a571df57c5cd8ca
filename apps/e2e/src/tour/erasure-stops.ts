import type { Page } from '@playwright/test';
import { anAccount, anAddress, anEmailAddress, anOrder, aPhoneNumber } from '@relink/testing';
import type { ErasureStanding } from '@relink/contract';
import type { Desk } from '../harness/desk.ts';
import { expect, type OpenWindow } from '../harness/story.ts';
import { AtTheDesk } from './at-the-desk.ts';
import type { TourFacts } from './prepare-tour.ts';
import { closeDialog, goTo, openDialog, type Stop } from './stop.ts';

const LONG_REASON =
  'Asked for in writing on 3 November, letter 2026/11/4711 in the folder of the Datenschutzbeauftragte. ' +
  'Nothing is open: no order under way, no dispute, no credit.';

/** Somebody of nobody's story, with something on file. */
async function aCustomer(desk: Desk): Promise<string> {
  const { id } = await anAccount(desk, {
    firstName: 'Konstantinos-Alexandros',
    lastName: 'Papadimitrakopoulos-Hadjigeorgiou',
    phone: aPhoneNumber(),
    email: anEmailAddress('konstantinos'),
  });
  await anAddress(desk, id, { line1: '14 Leoforos Konstantinou Karamanli' });
  await anOrder(desk, { accountId: id });
  return id;
}

/** A customer's erasure and legal hold, from nothing to nobody left. */
export async function erasureStops(desk: Desk, facts: TourFacts, openWindow: OpenWindow): Promise<Stop[]> {
  const [free, held, waiting, erased] = [
    await aCustomer(desk),
    await aCustomer(desk),
    await aCustomer(desk),
    await aCustomer(desk),
  ];
  const second = await AtTheDesk.signIn(await openWindow(), await desk.hire('admin'));
  await facts.atDesk.post(`accounts/${held}/legal-hold`, { reason: LONG_REASON });
  const ask = async (id: string, by: AtTheDesk) => {
    const { plan } = (await by.get(`accounts/${id}/erasure`)) as ErasureStanding;
    const reason = { reason: LONG_REASON, planHash: plan?.planHash };
    return ((await by.post(`accounts/${id}/erasures`, reason)) as ErasureStanding).erasure?.approvalId;
  };
  const asked = await ask(waiting, second);
  const agreed = await ask(erased, facts.atDesk);
  await second.post(`approvals/${agreed ?? ''}/approve`, { reason: 'The letter is there.' });

  const panel = (page: Page) => page.getByRole('region', { name: 'Erasing and legal hold' });
  const shown = (name: string, id: string, says: string | RegExp): Stop => ({
    name,
    go: async (page) => {
      await page.goto('about:blank');
      await goTo(page, `/#/accounts/${id}/show`, /^Account /);
      await expect(panel(page).getByText(says).first()).toBeVisible();
    },
  });
  return [
    shown('erasure-free', free, 'No legal hold.'),
    { name: 'dialog-legal-hold', go: (page) => openDialog(page, 'Place a legal hold') },
    {
      name: 'dialog-erase',
      go: async (page) => {
        await closeDialog(page);
        await openDialog(page, 'Erase this customer');
      },
    },
    shown('erasure-held', held, /Held since/),
    shown('erasure-waiting', waiting, 'The erasure waits for a second admin.'),
    {
      name: 'erasure-approval',
      go: async (page) => {
        await page.goto(`/#/approvals/${asked ?? ''}/show`);
        await expect(page.getByRole('button', { name: 'Approve', exact: true })).toBeVisible();
      },
    },
    {
      name: 'erased',
      go: async (page) => {
        await expect
          .poll(async () => ((await second.get(`accounts/${erased}/erasure`)) as ErasureStanding).erasedAt, {
            timeout: 20_000,
          })
          .not.toBeNull();
        await shown('', erased, /This customer was erased on/).go(page);
      },
    },
  ];
}
