import { randomUUID } from 'node:crypto';
import type { SignEvents, SignView } from '@relink/contract';
import { insert } from '@relink/testing';
import type { Desk } from '../harness/desk.ts';
import { expect } from '../harness/story.ts';
import { answerDesk } from './desk-answers.ts';
import { aTourCase, type TourFacts } from './prepare-tour.ts';
import { closeDialog, goTo, openDialog, type Stop } from './stop.ts';

const SIGN_ID = '0198f3a0-0000-7000-8000-00000000515e';

/** What supervisors look at: the sample of closed work, figures, signs of abuse. */
export async function watchedStops(desk: Desk, facts: TourFacts): Promise<Stop[]> {
  const reviewId = await aReview(desk, facts);
  return [
    {
      name: 'reviews',
      go: async (page) => {
        await goTo(page, '/#/reviews', 'Reviews');
        await expect(page.getByRole('link', { name: 'Look at it' }).first()).toBeVisible();
      },
    },
    {
      name: 'review',
      go: async (page) => {
        await page.goto(`/#/reviews/${reviewId}/show`);
        await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
      },
    },
    { name: 'dialog-incident', go: (page) => openDialog(page, /^Incident/) },
    {
      name: 'reviews-marked',
      go: async (page) => {
        await closeDialog(page);
        await goTo(page, '/#/reviews', 'Reviews');
        await page.getByRole('button', { name: 'Marked' }).click();
      },
    },
    {
      name: 'insights',
      go: async (page) => {
        await goTo(page, '/#/insights', 'Insights');
        await expect(page.getByRole('img', { name: /^Cases opened and closed/ })).toBeVisible();
      },
    },
    {
      name: 'insights-tables',
      go: async (page) => {
        await page.getByRole('button', { name: 'Tables' }).click();
        await expect(page.getByRole('table').nth(3)).toBeVisible();
      },
    },
    ...signStops(facts),
  ];
}

function signStops({ colleague, admin }: TourFacts): Stop[] {
  const sign: SignView = {
    id: SIGN_ID,
    kind: 'one-approver',
    state: 'explained',
    agentId: colleague.id,
    agentName: colleague.name,
    otherAgentId: admin.id,
    otherAgentName: admin.name,
    accountId: null,
    count: 14,
    outOf: 17,
    usual: 31,
    fromDay: '2026-10-23',
    toDay: '2026-11-21',
    since: '2026-10-24T08:12:00.000Z',
    lastAt: '2026-11-21T16:55:00.000Z',
    raisedAt: '2026-11-21T17:00:00.000Z',
    events: 0,
    markedAt: '2026-11-21T18:20:00.000Z',
    markedByName: admin.name,
    note: 'Both have the late shift from October to December; nobody else is there to be asked.',
  };
  const events: SignEvents = { eventIds: [] };
  const answers = { 'signs?*': [sign], [`signs/${SIGN_ID}`]: sign, [`signs/${SIGN_ID}/events`]: events };
  return [
    {
      name: 'signs',
      go: async (page) => {
        await answerDesk(page, answers);
        await page.goto('about:blank');
        await goTo(page, '/#/signs', 'Signs of abuse');
      },
    },
    {
      name: 'sign',
      go: async (page) => {
        await page.goto(`/#/signs/${SIGN_ID}/show`);
        await expect(page.getByText('Both have the late shift')).toBeVisible();
      },
    },
    {
      name: 'signs-none',
      go: async (page) => {
        await answerDesk(page, { 'signs?*': [] });
        await page.goto('about:blank');
        await goTo(page, '/#/signs', 'Signs of abuse');
        await expect(page.getByText('No sign of abuse waits.')).toBeVisible();
        await answerDesk(page, {});
      },
    },
  ];
}

/** A closed case of the colleague that was drawn this night. */
async function aReview(desk: Desk, { colleague, people }: TourFacts): Promise<string> {
  const closed = { agentId: colleague.id, claimed: people.arabic.oldId, state: 'closed' } as const;
  const { id: caseId } = await aTourCase(desk, 'watched-review', closed);
  const day = '2001-02-04';
  await insert(desk, 'review_draw', { day, drawn_at: new Date(), percent: 5, closed: 1, drawn: 1 });
  const id = randomUUID();
  await insert(desk, 'review', {
    ...{ id, day, reason: 'random', subject_id: caseId, case_id: caseId, drawn_at: new Date() },
    about: [colleague.id],
  });
  return id;
}
