import type { Page } from '@playwright/test';
import { type BuiltCase, daysAgo } from '@relink/testing';
import type { Desk } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import { SOMETHING_WRONG } from '../people/known.ts';
import { AgentAtConsole } from '../people/agent.ts';
import {
  aCallBack,
  aHeldChange,
  aSecondContact,
  aTourCase,
  aVerifiedTourCase,
  type TourFacts,
  keepProven,
} from './prepare-tour.ts';
import { closeDialog, goTo, openDialog, type Stop } from './stop.ts';

const open =
  ({ id, reference }: BuiltCase) =>
  (page: Page) =>
    goTo(page, `/#/cases/${id}/show`, `Case ${reference}`);

/** The workbench in every state that a case gets into, by somebody who may do everything. */
export async function workbenchStops(desk: Desk, facts: TourFacts): Promise<Stop[]> {
  const { admin, people, atDesk } = facts;
  const { german, indonesian, gujarati, swedish, chinese, arabic, tamil } = people;
  const mine = { agentId: admin.id };
  const of = (name: string, accountId?: string, more: object = {}) =>
    aTourCase(desk, name, { ...mine, ...(accountId && { claimed: accountId }), ...more });
  const fresh = await of('workbench-new');
  const claimed = await of('workbench-claimed', gujarati.oldId, { duplicates: [gujarati.duplicateId] });
  const locked = await of('workbench-locked', indonesian.oldId);
  const codes = await of('workbench-codes', chinese.oldId, { channel: 'chat' });
  const verified = await aVerifiedTourCase(desk, 'workbench-verified', facts, 'german');
  const pending = await aVerifiedTourCase(desk, 'workbench-pending', facts, 'swedish');
  await aSecondContact(desk, swedish, 'oxenstierna.af.sodermore.wachtmeister@gamla-brevladan.mail.example');
  const held = await aHeldChange(desk, 'workbench-held', facts, 'tamil');
  const waiting = await of('workbench-waiting', german.oldId, {
    state: 'waiting-for-customer',
    dueAt: daysAgo(-2),
  });
  const third = await of('workbench-third-party', german.oldId, { channel: 'email' });
  await atDesk.post(`cases/${third.id}/callers`, { channel: 'phone', caller: 'third-party' });
  const died = await of('workbench-died', german.oldId);
  await atDesk.post(`cases/${died.id}/callers`, { channel: 'phone', caller: 'for-someone-who-died' });
  const fraud = await of('workbench-fraud', arabic.oldId);
  const closed = await of('workbench-closed', german.oldId, { state: 'closed' });
  const foreign = await aTourCase(desk, 'workbench-foreign', {
    agentId: facts.colleague.id,
    claimed: tamil.oldId,
  });
  const nobodys = await aCallBack(desk, 'workbench-call-back', facts, gujarati, 'gu');

  const agent = (page: Page) => AgentAtConsole.over(page);
  return [
    {
      name: 'workbench-new',
      go: async (page) => {
        await AgentAtConsole.signIn(page, admin);
        await keepProven(desk, admin);
        await open(fresh)(page);
      },
    },
    {
      name: 'workbench-search',
      go: async (page) => {
        await expect((await agent(page).search(german.phone)).nth(1)).toBeVisible();
      },
    },
    { name: 'workbench-claimed', go: open(claimed) },
    {
      name: 'workbench-round',
      go: async (page) => {
        for (const question of ['Last order', 'Shipping address', 'Full name', 'Linked phone number'])
          await page.getByRole('checkbox', { name: question }).check();
        await page
          .getByRole('textbox', { name: 'Street line' })
          .fill('Hintere Donaudampfschifffahrtsgesellschaftsstraße 118a');
      },
    },
    {
      name: 'workbench-round-not-enough',
      go: async (page) => {
        await open(claimed)(page);
        await page.reload();
        await agent(page).sendRound(SOMETHING_WRONG);
        await expect(agent(page).claimed.getByText('Not enough').first()).toBeVisible();
      },
    },
    {
      name: 'workbench-locked',
      go: async (page) => {
        await open(locked)(page);
        for (let round = 0; round < 3; round++) await agent(page).sendRound(SOMETHING_WRONG);
        await expect(agent(page).claimed.getByRole('alert')).toContainText('is now locked until');
      },
    },
    {
      name: 'workbench-code-waiting',
      go: async (page) => {
        await open(codes)(page);
        await agent(page).sendCode(/^Send code to \+86/);
      },
    },
    {
      name: 'workbench-code-bounced',
      go: async (page) => {
        await desk.sql(
          `update message set state = 'bounced', carrier_code = '30006', bounced_at = now(),
                  last_error = 'The carrier says: landline or unreachable carrier'
            where case_id = $1 and channel = 'sms'`,
          [codes.id],
        );
        await page.reload();
        await expect(agent(page).claimed.getByText('Message: bounced')).toBeVisible();
      },
    },
    {
      name: 'workbench-spoken',
      go: async (page) => {
        await desk.sql(
          `update challenge set created_at = created_at - interval '5 minutes' where case_id = $1`,
          [codes.id],
        );
        await page.reload();
        await agent(page)
          .claimed.getByRole('button', { name: /read aloud|spoken/i })
          .first()
          .click();
        await expect(agent(page).claimed.getByRole('textbox', { name: /code/i }).first()).toBeVisible();
      },
    },
    {
      name: 'workbench-verified',
      go: async (page) => {
        await open(verified)(page);
        await agent(page).seesAssurance('verified');
      },
    },
    {
      name: 'workbench-pending',
      go: async (page) => {
        await open(pending)(page);
        await agent(page).giveEmail(
          'karl-gustaf.alexander.emanuel.nya-brevladan@familjen-wachtmeister.mail.example',
        );
        await expect(agent(page).claimed.getByText('Waiting to be confirmed')).toBeVisible();
      },
    },
    {
      name: 'workbench-held',
      go: async (page) => {
        await open(held)(page);
        await expect(agent(page).claimed.getByText(/Confirmed, and held until/)).toBeVisible();
      },
    },
    { name: 'workbench-waiting', go: open(waiting) },
    { name: 'workbench-third-party', go: open(third) },
    { name: 'workbench-died', go: open(died) },
    {
      name: 'workbench-fraud',
      go: async (page) => {
        await open(fraud)(page);
        await page.getByRole('button', { name: 'Suspected fraud' }).click();
        await expect(page.getByRole('status').filter({ hasText: 'Say to the caller' })).toBeVisible();
      },
    },
    { name: 'workbench-closed', go: open(closed) },
    { name: 'workbench-foreign', go: open(foreign) },
    { name: 'workbench-call-back', go: open(nobodys) },
    ...dialogStops(verified),
  ];
}

/** The dialogs of the workbench, one after another over the same case. */
function dialogStops(verified: BuiltCase): Stop[] {
  const dialog = (name: string, button: string | RegExp): Stop => ({
    name,
    go: async (page) => {
      await closeDialog(page);
      await openDialog(page, button);
    },
  });
  return [
    {
      name: 'dialog-close',
      go: async (page) => {
        await open(verified)(page);
        await openDialog(page, 'Close case');
      },
    },
    dialog('dialog-hand-over', 'Hand over'),
    dialog('dialog-wait', 'Wait for the customer'),
    dialog('dialog-ticket', 'Set the ticket number'),
    dialog('dialog-caller', 'Another call or caller'),
    {
      name: 'command-palette',
      go: async (page) => {
        await closeDialog(page);
        await page.keyboard.press('Control+k');
        await expect(page.getByRole('dialog')).toBeVisible();
      },
    },
    {
      name: 'shortcuts',
      go: async (page) => {
        await page.reload();
        await open(verified)(page);
        // A page that has only just opened may put the focus into a field yet, where the key would be text.
        await expect(async () => {
          await page.getByRole('heading', { level: 1 }).click();
          await page.keyboard.press('?');
          await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1000 });
        }).toPass();
      },
    },
  ];
}
