import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { shippedAssets } from '../../.ci/build/shipped-assets.mjs';

export default defineConfig({
  base: '/portal/',
  plugins: [react(), shippedAssets({ firstPageBytes: 90_000 })],
  // The api puts a fresh nonce in the placeholder's place with each page it serves.
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: { conditions: ['@relink/source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Phones sold about six years ago, with the browser they had a year later.
    target: ['chrome87', 'edge88', 'firefox85', 'safari14.1', 'ios14.5'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { port: 5174, proxy: { '/api': 'http://127.0.0.1:3000' } },
});
