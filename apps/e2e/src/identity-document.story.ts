import { aCase, anAnsweredCode, aRound } from '@relink/testing';
import sharp from 'sharp';
import { expect, story } from './harness/story.ts';
import { AgentAtConsole } from './people/agent.ts';
import { Customer } from './people/customer.ts';
import { aCaller } from './people/known.ts';

/** A card with a name on it, larger than a phone's screen. */
const aPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 1600, height: 1000, channels: 3, background: '#7a9cc6' } })
    .composite([
      {
        input: { create: { width: 420, height: 520, channels: 3, background: '#f0d9b5' } },
        left: 120,
        top: 240,
      },
    ])
    .jpeg()
    .toBuffer();

story(
  'a customer sends her identity document in, its agent compares it, a supervisor confirms it: strong, by keyboard',
  async ({ desk, openWindow }) => {
    const caller = await aCaller(desk, 'A');
    const [hired, sam] = [await desk.hire('agent'), await desk.hire('supervisor')];
    const opened = await aCase(desk, { agentId: hired.id, claimed: caller.old.id });
    const evidence = { caseId: opened.id, accountId: caller.old.id, agentId: hired.id };
    await aRound(desk, evidence);

    const agent = await AgentAtConsole.signIn(await openWindow(), hired);
    await agent.openMadeCase(opened);
    await agent.seesAssurance('identified');
    await agent.claimed.getByRole('button', { name: /^Ask for a document by a link to \+/ }).press('Enter');
    await expect(agent.claimed.getByText('asked for, nothing sent yet')).toBeVisible();

    const customer = await Customer.at(await openWindow({ viewport: { width: 390, height: 844 } }));
    const link = customer.messages(caller.phone, '/portal/document#');
    const portal = await customer.follow(link, '/portal/document#');
    await expect(portal.getByText('Two of our staff look at it, nobody else.')).toBeVisible();
    const file = { name: 'holiday.heic', mimeType: 'image/jpeg', buffer: await aPhoto() };
    await portal.getByLabel('Choose a photo').setInputFiles(file);
    await expect(portal.getByRole('img', { name: 'Photo 1' })).toBeVisible();
    await portal.getByRole('button', { name: 'Remove photo 1 and take it again' }).press('Enter');
    await expect(portal.getByRole('img')).toHaveCount(0);
    await portal.getByRole('button', { name: 'Send the photos' }).press('Enter');
    await expect(portal.getByRole('alert')).toContainText('Take or choose a photo first.');
    await portal.getByLabel('Take a photo').setInputFiles(file);
    await expect(portal.getByRole('img', { name: 'Photo 1' })).toBeVisible();
    await portal.getByRole('button', { name: 'Send the photos' }).press('Enter');
    await expect(portal.getByRole('heading', { name: 'Thank you, your photos have arrived' })).toBeVisible();

    await expect(agent.claimed.getByText('sent in, to be compared')).toBeVisible();
    await agent.claimed.getByRole('button', { name: 'Look at picture 1 of 1' }).press('Enter');
    const picture = agent.claimed.getByRole('region', { name: 'Picture 1 of 1' });
    await expect(picture).toBeFocused();
    const wide = (await picture.getByRole('img').boundingBox())?.width ?? 0;
    await agent.page.keyboard.press('+');
    await expect
      .poll(async () => (await picture.getByRole('img').boundingBox())?.width ?? 0)
      .toBeGreaterThan(wide * 1.4);
    await agent.page.keyboard.press('r');
    await agent.claimed.getByRole('radio', { name: 'The document and the account match' }).press('Space');
    await agent.claimed.getByRole('textbox', { name: 'Note' }).last().fill('Name and address agree.');
    await agent.claimed.getByRole('button', { name: 'Put before a supervisor' }).press('Enter');
    await expect(agent.claimed.getByText('waits for a supervisor')).toBeVisible();

    const { page: supervisor } = await AgentAtConsole.signIn(await openWindow(), sam);
    await supervisor.goto('/#/documents');
    const row = supervisor.getByRole('listitem').filter({ hasText: opened.reference });
    await expect(row).toContainText('The document and the account match');
    await row.getByRole('link', { name: 'Open the document' }).press('Enter');
    await supervisor.getByRole('button', { name: 'Look at picture 1 of 1' }).press('Enter');
    await expect(supervisor.getByRole('img', { name: 'Picture 1 of 1' })).toBeVisible();
    await supervisor.getByRole('button', { name: 'Confirm' }).press('Enter');
    const dialog = supervisor.getByRole('dialog', { name: 'Confirm the identity document' });
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('I see the same.');
    await dialog.getByRole('button', { name: 'Confirm' }).press('Enter');
    await expect(supervisor.getByText('confirmed', { exact: true })).toBeVisible();

    await agent.seesAssurance('identified');
    await anAnsweredCode(desk, { ...evidence, identifier: caller.old.phone });
    await agent.page.reload();
    await agent.seesAssurance('strong');
    await expect(agent.claimed.getByText('confirmed', { exact: true })).toBeVisible();
  },
);
