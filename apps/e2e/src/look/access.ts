import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

// The very axe that @axe-core/playwright brings; run in the page, it can be asked for violations alone, in half the time.
const AXE = readFileSync(
  createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);

type Finding = { id: string; help: string; nodes: { html: string }[] };
type Axe = { run: (context: Document, options: object) => Promise<{ violations: Finding[] }> };

/** What keeps somebody from using the page as it is now, by all rules of WCAG 2.2 A and AA that axe knows. */
export async function accessFaults(page: Page): Promise<string[]> {
  const found = await page.evaluate(find, WCAG_22_AA);
  if (found) return found;
  await page.evaluate(AXE);
  const again = await page.evaluate(find, WCAG_22_AA);
  if (!again) throw new Error('There is no axe in the page.');
  return again;
}

/** Runs in the page, so it can use nothing from outside of it. Null where axe is not there yet. */
async function find(values: string[]): Promise<string[] | null> {
  const { axe } = globalThis as unknown as { axe?: Axe };
  if (!axe) return null;
  const { violations } = await axe.run(document, {
    runOnly: { type: 'tag', values },
    resultTypes: ['violations'],
    elementRef: false,
  });
  const faults = violations.map(
    ({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
  // Hidden as if a dialog lay over the page, and none does: axe looks at nothing of it then.
  const shown = [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]')].some((each) =>
    each.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
  );
  const hidden = document.querySelector('#root')?.getAttribute('aria-hidden') === 'true' && !shown;
  return hidden ? [...faults, 'nothing of it is there for a screen reader'] : faults;
}
