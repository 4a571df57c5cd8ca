import type { Page } from '@playwright/test';
import type { Desk } from '../harness/desk.ts';
import type { OpenWindow } from '../harness/story.ts';
import { AgentAtConsole } from '../people/agent.ts';
import { accountPageStops, consoleStops } from './console-stops.ts';
import { documentStops } from './document-stops.ts';
import { erasureStops } from './erasure-stops.ts';
import { LANGUAGES } from './languages.ts';
import { longNamed, namesOf } from './long-named.ts';
import { portalStops } from './portal-stops.ts';
import { keepProven, prepareTour, type TourFacts } from './prepare-tour.ts';
import { provingStops } from './proving-stops.ts';
import { recordStops } from './record-stops.ts';
import { settingsStops } from './settings-stops.ts';
import { signedInStops } from './signed-in-stops.ts';
import type { Stop } from './stop.ts';
import { type Taking, walk } from './walk.ts';
import { watchedStops } from './watched-stops.ts';
import { workbenchStops } from './workbench-stops.ts';

type Tour = {
  readonly name: string;
  /** Walks it in a window and returns what is wrong. */
  readonly walk: (desk: Desk, openWindow: OpenWindow, page: Page, take?: Taking) => Promise<string[]>;
};

/** A tour of somebody who may do everything, from the moment they have signed in. */
function asAdmin(
  name: string,
  stops: (desk: Desk, facts: TourFacts, openWindow: OpenWindow) => Stop[] | Promise<Stop[]>,
): Tour {
  return {
    name,
    walk: async (desk, openWindow, page, take) => {
      const facts = await prepareTour(desk, openWindow);
      const made = await stops(desk, facts, openWindow);
      await AgentAtConsole.signIn(page, facts.admin);
      await keepProven(desk, facts.admin);
      return walk(page, made, { take });
    },
  };
}

/** Every page of console and portal in every state worth a look: what the stories check and what pictures are taken of. */
export const TOURS: readonly Tour[] = [
  {
    name: 'signing in, home and the cases',
    walk: async (desk, openWindow, page, take) =>
      walk(page, await consoleStops(desk, await prepareTour(desk, openWindow)), { take }),
  },
  asAdmin('accounts and merges', accountPageStops),
  asAdmin('what is written down', recordStops),
  asAdmin('what is set', (_desk, facts) => settingsStops(facts)),
  asAdmin('what supervisors look at', async (desk, facts) => [
    ...(await watchedStops(desk, facts)),
    ...(await documentStops(desk, facts)),
  ]),
  asAdmin('erasing a customer', erasureStops),
  {
    name: 'how an agent proves who they are, and how much they may look at',
    walk: async (desk, openWindow, page, take) =>
      walk(page, await provingStops(desk, await prepareTour(desk, openWindow)), { take }),
  },
  {
    name: 'the workbench in every state of a case',
    walk: async (desk, openWindow, page, take) =>
      walk(page, await workbenchStops(desk, await prepareTour(desk, openWindow)), { take }),
  },
  {
    name: 'the portal before sign-in, in every language',
    walk: (_desk, _openWindow, page, take) => walk(page, portalStops(), { languages: LANGUAGES, take }),
  },
  {
    name: 'the portal of a signed-in customer, in every language',
    walk: async (desk, _openWindow, page, take) => {
      const { german } = await longNamed(desk);
      const names = await namesOf(desk, german);
      return walk(page, signedInStops(desk, german), { languages: LANGUAGES, names, take });
    },
  },
];
