import type { Page } from '@playwright/test';
import type { Desk } from '../harness/desk.ts';
import type { OpenWindow } from '../harness/story.ts';
import { consoleStops } from './console-stops.ts';
import { LANGUAGES } from './languages.ts';
import { longNamed, namesOf } from './long-named.ts';
import { portalStops } from './portal-stops.ts';
import { prepareTour } from './prepare-tour.ts';
import { signedInStops } from './signed-in-stops.ts';
import { type Taking, walk } from './walk.ts';
import { workbenchStops } from './workbench-stops.ts';

type Tour = {
  readonly name: string;
  /** Walks it in a window and returns what is wrong. */
  readonly walk: (desk: Desk, openWindow: OpenWindow, page: Page, take?: Taking) => Promise<string[]>;
};

/** Every page of console and portal in every state worth a look: what the stories check and what pictures are taken of. */
export const TOURS: readonly Tour[] = [
  {
    name: 'the pages of the console',
    walk: async (desk, openWindow, page, take) =>
      walk(page, await consoleStops(desk, await prepareTour(desk, openWindow)), { take }),
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
