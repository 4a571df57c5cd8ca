import { LANGUAGES } from '../tour/languages.ts';
import { THEMES, WIDTHS } from '../tour/walk.ts';

/** The file of a picture: which page, in which language if it speaks several, how wide, in which theme. */
export function fileOf(page: string, width: number, theme: string): string {
  return `${page}-${String(width)}-${theme}.png`;
}

/** The page that shows all pictures, made from the names of their files. */
export function indexPage(files: readonly string[]): string {
  const pages = [...new Set(files.map((file) => file.replace(/-\d+-(light|dark)\.png$/, '')))];
  const looks = WIDTHS.flatMap((width) => THEMES.map((theme) => ({ width, theme })));
  const table = (rows: readonly string[]) =>
    [
      `| page | ${looks.map(({ width, theme }) => `${String(width)}, ${theme}`).join(' | ')} |`,
      `| --- | ${looks.map(() => '---').join(' | ')} |`,
      ...rows.map((page) => {
        const cells = looks.map(({ width, theme }) => {
          const file = fileOf(page, width, theme);
          return `<a href="${file}"><img src="${file}" width="${width === 390 ? '90' : '260'}" alt="${page}, ${String(width)} wide, ${theme}"></a>`;
        });
        return `| ${page} | ${cells.join(' | ')} |`;
      }),
    ].join('\n');
  const portal = pages.filter((page) => page.startsWith('portal-'));
  const isIn = (code: string) => (page: string) => page.endsWith(`-${code}`);
  const parts = [
    '# Every page, in pictures',
    'Made by `npm run screens`; do not edit. Each page 1440 and 390 wide, light and dark, with the longest names of the demo shop. They are PNG files of 40 colours, so that all of them together stay small. The same walk is a story in `npm test`: there axe finds nothing on any of them, and no text is cut off, overlapping or untranslated.',
    '## Console',
    table(pages.filter((page) => !page.startsWith('portal-'))),
    ...LANGUAGES.flatMap(({ code }) => [`## Portal, ${code}`, table(portal.filter(isIn(code)))]),
  ];
  return `${parts.join('\n\n')}\n`;
}
