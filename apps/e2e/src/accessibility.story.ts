import { expect, story } from './harness/story.ts';
import { TOURS } from './tour/tours.ts';

story.setTimeout(240_000);
// One after another they would be half of all stories in one worker.
story.describe.configure({ mode: 'parallel' });

for (const { name, walk } of TOURS)
  story(
    `${name}: wide and narrow, light and dark, readable and usable by everybody`,
    async ({ desk, openWindow }) => {
      expect(await walk(desk, openWindow, await openWindow())).toEqual([]);
    },
  );

story('every page comes with a policy that allows no inline script or style', async ({ openWindow }) => {
  const page = await openWindow();
  for (const path of ['/', '/portal/', '/portal/orders']) {
    const policy = (await page.goto(path))!.headers()['content-security-policy'] ?? '';
    expect(policy).toMatch(/script-src [^;]*'nonce-/);
    expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  }
});
