import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/**
 * What lands in out/: main/index.js (the Electron process), main/host.js (the utility process), main/steward.js
 * (the same host without Electron), main/check-store.js, main/training-worker.js, main/template-compiler.js,
 * main/template-renderer.js and main/mail-parser.js (threads of the host), preload/index.cjs and renderer/.
 *
 * Packages go into the bundles: Node takes four times as long to find and read their hundreds of files, and a start
 * waits for it. SQLite's binding is native and stays outside.
 * Targets name the oldest runtime that tools/setup.mjs may choose (Electron 33), not the installed typings.
 */
export default defineConfig({
  main: {
    build: {
      target: 'node20.18',
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: false,
      rollupOptions: {
        external: ['better-sqlite3'],
        input: {
          index: 'src-main/index.ts',
          host: 'src-main/host/index.ts',
          steward: 'src-main/host/steward.ts',
          'check-store': 'src-main/store/file/check-thread.ts',
          'training-worker': 'src-main/work/forecasting/training-worker.ts',
          'template-compiler': 'src-main/templates/layout/template-compiler.ts',
          'template-renderer': 'src-main/templates/render/template-renderer.ts',
          'mail-parser': 'src-main/delivery/inbox/reading/mail-parser.ts',
        },
        // Flat, so that a file beside another in the sources is beside it here: threads are started by their path.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20.18',
      outDir: 'out/preload',
      sourcemap: true,
      // A sandboxed preload can load no other file: one CommonJS file, packages included.
      externalizeDeps: false,
      rollupOptions: {
        input: { index: 'src-preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      // Less to read and parse before the first screen is there.
      minify: true,
      rollupOptions: { input: resolve(import.meta.dirname, 'src-renderer/index.html') },
    },
  },
});
