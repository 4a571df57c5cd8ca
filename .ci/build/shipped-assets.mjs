import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const COMPRESSIBLE = /\.(m?js|css|svg)$/;

/**
 * A Vite plugin that writes each script, style and drawing a second and a third time, compressed, so that the server
 * sends them as they are; and that adds up what the first page loads before anything is drawn: its scripts and those
 * they import statically, gzipped. Over the limit the build fails. What is loaded when it is used is only printed.
 * @param {{ firstPageBytes: number }} limit the most bytes of script that the first page may load
 */
export function shippedAssets({ firstPageBytes }) {
  let report = () => undefined;
  return {
    name: 'shipped-assets',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      report = (line) => config.logger.info(line);
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!COMPRESSIBLE.test(file.fileName)) continue;
          const bytes = contentOf(file);
          const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.gz`,
            source: gzipSync(bytes, { level: 9 }),
          });
          this.emitFile({
            type: 'asset',
            fileName: `${file.fileName}.br`,
            source: brotliCompressSync(bytes, quality),
          });
        }
      },
    },
    writeBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter(({ type }) => type === 'chunk');
        const first = closureOf(
          chunks.filter(({ isEntry }) => isEntry),
          bundle,
        );
        const sum = (files) => files.reduce((total, file) => total + gzipSync(contentOf(file)).length, 0);
        const later = chunks.filter((chunk) => !first.has(chunk));
        const said = `script, gzipped: first page ${kB(sum([...first]))} of ${kB(firstPageBytes)}, when used ${kB(sum(later))} in ${later.length} files`;
        if (sum([...first]) > firstPageBytes) this.error(`Too much script. ${said}`);
        report(said);
      },
    },
  };
}

/** Some chunks and all that they import before they run. */
function closureOf(entries, bundle) {
  const reached = new Set();
  const visit = (chunk) => {
    if (chunk === undefined || reached.has(chunk)) return;
    reached.add(chunk);
    for (const name of chunk.imports) visit(bundle[name]);
  };
  entries.forEach(visit);
  return reached;
}

function contentOf(file) {
  return file.type === 'chunk' ? file.code : file.source;
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
