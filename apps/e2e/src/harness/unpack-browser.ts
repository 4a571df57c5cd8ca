import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Unpacks the Chromium that came with npm into `home` and points its libraries and fonts there, for this process and
 * its children. Nothing is downloaded. Returns the path of the program.
 */
export async function unpackBrowser(home: string): Promise<string> {
  const unpacked = join(home, 'browser');
  const fontSettings = join(home, 'font-settings');
  await mkdir(unpacked, { mode: 0o700 });
  await mkdir(fontSettings);
  await writeFile(join(fontSettings, 'fonts.conf'), fontsConf(unpacked, join(home, 'font-cache')));
  // The package looks at these while it is imported: without the runtime's name it leaves out the libraries.
  process.env['AWS_LAMBDA_JS_RUNTIME'] = 'nodejs22.x';
  process.env['FONTCONFIG_PATH'] = fontSettings;
  const everybodys = process.env['TMPDIR'];
  process.env['TMPDIR'] = unpacked;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    if (everybodys === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = everybodys;
  }
}

/** The package's own file names /tmp/fonts only; without any font Chromium dies at the first field it draws. */
function fontsConf(unpacked: string, cache: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(unpacked, 'fonts', 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${cache}</cachedir>
</fontconfig>
`;
}
