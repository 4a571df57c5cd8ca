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
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  const violations = await page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const found = await axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
      elementRef: false,
    });
    return found.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html }) => ({ html })),
    }));
  }, WCAG_22_AA);
  const faults = violations.map(
    ({ id, help, nodes }) => `${id} (${help}): ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`,
  );
  return (await page.evaluate(isHidden)) ? [...faults, 'nothing of it is there for a screen reader'] : faults;
}

/** Whether the page is hidden as if a dialog lay over it, and none does: axe looks at nothing of it then. */
function isHidden(): boolean {
  const shown = [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]')].some((each) =>
    each.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
  );
  return document.querySelector('#root')?.getAttribute('aria-hidden') === 'true' && !shown;
}
