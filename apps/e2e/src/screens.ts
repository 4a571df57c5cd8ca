import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, story } from './harness/story.ts';
import { lendFonts } from './pictures/fonts.ts';
import { fileOf, indexPage } from './pictures/index-page.ts';
import { shrinkPng } from './pictures/shrink-png.ts';
import { steadyTimes } from './pictures/steady-times.ts';
import { TOURS } from './tour/tours.ts';
import type { Taking } from './tour/walk.ts';

const SCREENS = fileURLToPath(new URL('../../../docs/screens/', import.meta.url));

const taken = new Set<string>();

const take: Taking = async (page, { name }, { width, theme }, language) => {
  const of = language ? `${name}-${language.code}` : name;
  const picture = await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
  await writeFile(`${SCREENS}${fileOf(of, width, theme)}`, shrinkPng(picture));
  taken.add(of);
};

story('a picture of every page, and a page that shows them', async ({ desk, openWindow }) => {
  await mkdir(SCREENS, { recursive: true });
  for (const file of await readdir(SCREENS)) if (file.endsWith('.png')) await rm(`${SCREENS}${file}`);
  const begun = Date.now() - 60_000;
  const faults: string[] = [];
  for (const { name, walk } of TOURS)
    await story.step(name, async () => {
      const page = await openWindow({ bypassCSP: true });
      await lendFonts(page.context());
      await steadyTimes(page.context(), begun);
      const found = await walk(desk, openWindow, page, take);
      process.stdout.write(`${name}: ${String(found.length)} faults\n${found.join('\n')}\n`);
      faults.push(...found);
      await page.context().close();
    });
  await writeFile(`${SCREENS}README.md`, indexPage([...taken]));
  expect(faults).toEqual([]);
});
