import type { Page } from '@playwright/test';
import { expect } from '../harness/story.ts';
import type { TourFacts } from './prepare-tour.ts';
import { goTo, openDialog, type Stop } from './stop.ts';

/** What an admin sets: agents, the policy and its next version, the switch that stops all changes, what agents say. */
export function settingsStops({ admin, colleague }: TourFacts): Stop[] {
  return [
    { name: 'agents', go: (page) => goTo(page, '/#/agents', 'Agents') },
    { name: 'agent-new', go: (page) => goTo(page, '/#/agents/create', 'New agent') },
    { name: 'agent', go: (page) => goTo(page, `/#/agents/${admin.id}`, /^Agent /) },
    {
      name: 'agent-looked-at',
      go: async (page) => {
        await goTo(page, `/#/agents/${colleague.id}/show`, /^Agent /);
        await expect(page.getByRole('button', { name: 'Grant more looks today' })).toBeVisible();
      },
    },
    { name: 'dialog-grant-looks', go: (page) => openDialog(page, 'Grant more looks today') },
    { name: 'policy', go: (page) => goTo(page, '/#/policy', 'Policy') },
    { name: 'dialog-stop-all-changes', go: (page) => openDialog(page, /^Stop /) },
    {
      name: 'policy-next',
      go: async (page) => {
        await page.goto('/#/policy/next');
        await expect(page.getByRole('textbox', { name: 'Reason' })).toBeVisible();
      },
    },
    { name: 'say-texts', go: (page) => goTo(page, '/#/say-texts', 'What to say') },
    { name: 'say-text-edit', go: editFirst },
  ];
}

async function editFirst(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /^Edit: / })
    .first()
    .click();
  await expect(page.getByRole('button', { name: 'Keep' }).first()).toBeVisible();
}
