import type { DocumentView } from '@relink/contract';
import { aCase, aRound, aStory } from '@relink/testing';
import sharp from 'sharp';
import type { Desk } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import { keepProven, type TourFacts } from './prepare-tour.ts';
import { goTo, openDialog, type Stop } from './stop.ts';

const NOTE =
  'Name, birth date and the portrait agree with what the caller says; the card is worn at its left edge, and the street on it is the one before the last.';

/** A picture of a card, as a phone takes it. */
const aPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 1600, height: 1000, channels: 3, background: '#7a9cc6' } })
    .jpeg()
    .toBuffer();

/** A document that a customer sent in, and that the colleague has compared. */
async function aProposedDocument(desk: Desk, facts: TourFacts): Promise<string> {
  const { old } = await aStory(desk, 'A');
  const { id: caseId } = await aCase(desk, { agentId: facts.colleague.id, claimed: old.id });
  await aRound(desk, { caseId, accountId: old.id, agentId: facts.colleague.id });
  await keepProven(desk, facts.colleague);
  const asked = { accountId: old.id, identifierId: old.phone.id };
  const { id } = (await facts.atColleagues.post(`cases/${caseId}/documents`, asked)) as DocumentView;
  await facts.atColleagues.sendPicture(await tokenSentTo(desk, old.phone.normalised), await aPhoto());
  await facts.atColleagues.look(`documents/${id}/pages/1`);
  await facts.atColleagues.post(`documents/${id}/proposal`, { verdict: 'matches', note: NOTE });
  return id;
}

async function tokenSentTo(desk: Desk, destination: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const sent = await desk.sql<{ body: string }>(
      'select body from development_inbox where destination = $1',
      [destination],
    );
    const token = sent.map(({ body }) => /\/portal\/document#([\w-]+)/.exec(body)?.[1]).find(Boolean);
    if (token !== undefined) return token;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`No link came to ${destination}.`);
}

/** Identity documents, as a supervisor decides about them. */
export async function documentStops(desk: Desk, facts: TourFacts): Promise<Stop[]> {
  const id = await aProposedDocument(desk, facts);
  return [
    {
      name: 'documents',
      go: async (page) => {
        await goTo(page, '/#/documents', 'Identity documents');
        await expect(page.getByRole('link', { name: 'Open the document' }).first()).toBeVisible();
      },
    },
    {
      name: 'document',
      go: async (page) => {
        await page.goto(`/#/documents/${id}/show`);
        await page.getByRole('button', { name: 'Look at picture 1 of 1' }).click();
        await expect(page.getByRole('img', { name: 'Picture 1 of 1' })).toBeVisible();
      },
    },
    { name: 'dialog-confirm-document', go: (page) => openDialog(page, 'Confirm') },
  ];
}
