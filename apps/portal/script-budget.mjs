import { gzipSync } from 'node:zlib';

/**
 * A Vite plugin that adds up the gzipped size of every script of the build, lazy ones too, prints it, and fails the
 * build when the sum is over the limit.
 * @param {{ bytes: number }} limit the most bytes that all scripts may have together
 */
export function scriptBudget({ bytes }) {
  let report = () => undefined;
  return {
    name: 'script-budget',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      report = (line) => config.logger.info(line);
    },
    writeBundle: {
      order: 'post',
      handler(_options, bundle) {
        const sizes = Object.values(bundle)
          .filter((file) => /\.m?js$/.test(file.fileName))
          .map((file) => gzipSync(file.type === 'chunk' ? file.code : file.source).length);
        const sum = sizes.reduce((total, size) => total + size, 0);
        const said = `script, gzipped: ${(sum / 1000).toFixed(1)} kB of ${(bytes / 1000).toFixed(0)} kB in ${sizes.length} files`;
        if (sum > bytes) this.error(`Too much script. ${said}`);
        report(said);
      },
    },
  };
}
