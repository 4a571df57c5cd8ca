import type { Page } from '@playwright/test';
import { expect, story } from '../harness/story.ts';
import { accessFaults } from '../look/access.ts';
import { layoutFaults } from '../look/layout.ts';
import { type Spoken, TELLTALES } from './languages.ts';
import { comeToRest, type Stop } from './stop.ts';

export const WIDTHS = [1440, 390] as const;
export const THEMES = ['light', 'dark'] as const;
export type Look = { readonly width: (typeof WIDTHS)[number]; readonly theme: (typeof THEMES)[number] };

const HEIGHTS: Readonly<Record<Look['width'], number>> = { 1440: 900, 390: 844 };

export type Taking = (page: Page, stop: Stop, look: Look, language?: Spoken) => Promise<void>;

/** Takes pictures on the way, where somebody wants them. */
type Ways = {
  readonly take?: Taking | undefined;
  /** Shows each stop in each of these, by the switch on the page. */
  readonly languages?: readonly Spoken[];
  /** What people and things are called, in whatever language. */
  readonly names?: readonly string[];
};

/** Walks the stops, each shown in every language, width and theme, and tells what is wrong anywhere. */
export async function walk(page: Page, stops: readonly Stop[], ways: Ways = {}): Promise<string[]> {
  const faults: string[] = [];
  for (const stop of stops)
    await story.step(stop.name, async () => {
      await show(page, { width: 1440, theme: 'light' });
      try {
        await stop.go(page);
      } catch (error) {
        faults.push(`${stop.name}: not reached: ${String(error).split('\n').slice(0, 8).join(' ')}`);
        return;
      }
      for (const language of ways.languages ?? [undefined])
        faults.push(...(await lookAt(page, stop, ways, language)));
    });
  return faults;
}

async function lookAt(page: Page, stop: Stop, ways: Ways, language: Spoken | undefined): Promise<string[]> {
  const faults: string[] = [];
  if (language) await speak(page, language);
  const foreign = language && language.code !== 'en' ? TELLTALES : [];
  // What moves in the first look moves by what was done to get there, and takes its time.
  let reached = !language;
  for (const width of WIDTHS)
    for (const theme of THEMES) {
      await show(page, { width, theme });
      await comeToRest(page, { atOnce: !reached });
      reached = false;
      const found = await layoutFaults(page, foreign, ways.names);
      // Pictures are for the eye: what axe finds, the stories say.
      if (!ways.take) found.push(...(await accessFaults(page)));
      const where = [stop.name, language?.code, width, theme].filter(Boolean).join(', ');
      faults.push(...found.map((fault) => `${where}: ${fault}`));
      await ways.take?.(page, stop, { width, theme }, language);
    }
  return faults;
}

async function speak(page: Page, { code, tag }: Spoken): Promise<void> {
  await page.locator('header').getByRole('combobox').selectOption(code);
  await expect(page.locator('html')).toHaveAttribute('lang', tag);
}

async function show(page: Page, { width, theme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHTS[width] });
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  // From the top: what was filled in further down would stand under the bar.
  await page.evaluate(() => scrollTo(0, 0));
}
