import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig } from 'vite';
import { shippedAssets } from '../../.ci/build/shipped-assets.mjs';

export default defineConfig({
  base: '/',
  plugins: [react(), shippedAssets({ firstPageBytes: 380_000 })],
  // The api replaces the placeholder with a fresh nonce in each answer.
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: { conditions: ['@relink/source', ...defaultClientConditions] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1500,
    // An inlined asset would be a data: URL, which the content security policy refuses.
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: 'http://127.0.0.1:3000', changeOrigin: false } },
  },
});
