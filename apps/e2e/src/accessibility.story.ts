import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, story } from './harness/story.ts';
import { consoleStops } from './tour/console-stops.ts';
import { portalStops } from './tour/portal-stops.ts';
import { prepareTour } from './tour/prepare-tour.ts';
import { comeToRest, type Stop } from './tour/stop.ts';

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

async function walk(page: Page, stops: readonly Stop[]): Promise<string[]> {
  const found: string[] = [];
  for (const { name, go } of stops) {
    await story.step(name, async () => {
      await go(page);
      await comeToRest(page);
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode(true)
        .withTags(WCAG_22_AA)
        .analyze();
      for (const { id, help, nodes } of violations)
        found.push(`${name}: ${id} (${help}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    });
  }
  return found;
}

for (const colorScheme of ['light', 'dark'] as const) {
  story(`the console, ${colorScheme}, can be used by everybody`, async ({ desk, openWindow }) => {
    const page = await openWindow({ colorScheme, reducedMotion: 'reduce' });
    expect(await walk(page, consoleStops(await prepareTour(desk)))).toEqual([]);
  });

  story(`the portal, ${colorScheme}, can be used by everybody`, async ({ desk, openWindow }) => {
    const page = await openWindow({ colorScheme, reducedMotion: 'reduce' });
    expect(await walk(page, portalStops(desk, await prepareTour(desk)))).toEqual([]);
  });
}

story('every page comes with a policy that allows no inline script or style', async ({ openWindow }) => {
  const page = await openWindow();
  for (const path of ['/', '/portal/', '/portal/orders']) {
    const policy = (await page.goto(path))!.headers()['content-security-policy'] ?? '';
    expect(policy).toMatch(/script-src [^;]*'nonce-/);
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  }
});
