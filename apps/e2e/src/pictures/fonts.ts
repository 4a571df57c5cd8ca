import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';

const FONTS = [
  {
    name: '@fontsource/noto-sans-gujarati',
    sheets: ['gujarati-400.css', 'gujarati-700.css'],
    as: 'Noto Sans',
  },
  { name: '@fontsource-variable/noto-sans-sc', sheets: ['index.css'], as: 'Roboto' },
];
const FROM = 'https://fonts.invalid/';
const require = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));

/**
 * Lends the windows of a picture fonts for Gujarati and Han, as a customer's phone has them and the machine that takes
 * the picture may not. Each is called as a font that the product asks for late, and lends it those
 * scripts alone; two under one name would hide each other.
 */
export async function lendFonts(context: BrowserContext): Promise<void> {
  await context.route(`${FROM}**`, (route) => {
    const path = decodeURIComponent(new URL(route.request().url()).pathname.slice(1));
    const font = FONTS.find(({ name }) => path.startsWith(`${name}/`));
    if (!font) return route.abort();
    const file = join(folderOf(font.name), path.slice(font.name.length + 1));
    return route.fulfill({ path: file, headers: { 'access-control-allow-origin': '*' } });
  });
  const css = FONTS.flatMap(({ name, sheets, as }) =>
    sheets.map((sheet) =>
      readFileSync(join(folderOf(name), sheet), 'utf8')
        .replaceAll(/font-family:[^;]+;/g, `font-family: '${as}';`)
        .replaceAll('url(./', `url(${FROM}${name}/`),
    ),
  ).join('\n');
  await context.addInitScript((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    // Words that were laid out before their font came stay empty here and there; so this one comes before it is needed.
    for (const weight of [400, 700]) void document.fonts.load(`${String(weight)} 16px "Noto Sans"`, 'અ');
  }, css);
}

/** Waits for the fonts that a page needs, and has every word laid out anew: what came late is not drawn everywhere else. */
export async function settleFonts(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const wider = new CSSStyleSheet();
    wider.replaceSync('* { letter-spacing: 0.05px !important; }');
    const usual = document.adoptedStyleSheets;
    for (const sheets of [[...usual, wider], usual]) {
      await document.fonts.ready;
      document.adoptedStyleSheets = sheets;
      await frame();
      await frame();
    }
  });
}
