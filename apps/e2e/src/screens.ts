import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, story } from './harness/story.ts';
import { lendFonts, settleFonts } from './pictures/fonts.ts';
import { fileOf, indexPage } from './pictures/index-page.ts';
import { shrinkPng } from './pictures/shrink-png.ts';
import { steadyTimes } from './pictures/steady-times.ts';
import { TOURS } from './tour/tours.ts';
import type { Taking } from './tour/walk.ts';

const SCREENS = fileURLToPath(new URL('../../../docs/screens/', import.meta.url));

const take: Taking = async (page, { name }, { width, theme }, language) => {
  const of = language ? `${name}-${language.code}` : name;
  await settleFonts(page);
  // A dialog lies over what can be seen, and not over all there is.
  const fullPage = (await page.getByRole('dialog').count()) === 0;
  const picture = await page.screenshot({ fullPage, animations: 'disabled', caret: 'hide' });
  await writeFile(`${SCREENS}${fileOf(of, width, theme)}`, shrinkPng(picture));
};

const pictures = async () => (await readdir(SCREENS)).filter((file) => file.endsWith('.png')).sort();

story('the pictures of before are taken away', async () => {
  await mkdir(SCREENS, { recursive: true });
  for (const file of await pictures()) await rm(`${SCREENS}${file}`);
});

for (const { name, walk } of TOURS)
  story(`pictures of ${name}`, async ({ desk, openWindow }) => {
    const page = await openWindow({ bypassCSP: true });
    await lendFonts(page.context());
    await steadyTimes(page.context(), Date.now() - 60_000);
    expect(await walk(desk, openWindow, page, take)).toEqual([]);
  });

story('a page shows them all', async () => {
  await writeFile(`${SCREENS}README.md`, indexPage(await pictures()));
});
