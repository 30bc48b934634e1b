// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { longStep, run } from './setup/console.mjs';
import { withLock } from './setup/lock.mjs';
import { node24, nodeModules, root } from './setup/places.mjs';
import { endWith } from './setup.mjs';

/** What the built app is made of. */
const sources = [
  'src-main',
  'src-preload',
  'src-renderer',
  'electron.vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
];
const built = [
  'main/index.js',
  'main/host.js',
  'main/steward.js',
  'main/check-store.js',
  'main/training-worker.js',
  'main/template-compiler.js',
  'main/template-renderer.js',
  'main/mail-parser.js',
  'preload/index.cjs',
  'renderer/index.html',
];
const stamp = join(root, 'out', 'built-from');

/** Builds the app into out/ when its sources are not those it was last built from. */
export async function buildIfStale() {
  await withLock('build', async () => {
    const digest = digestOfSources();
    const whole = built.every((file) => existsSync(join(root, 'out', file)));
    if (whole && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
    await longStep(
      'building the app',
      () =>
        run(node24, [join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js'), 'build'], {
          cwd: root,
        }),
      'Mend what the build names above, then run: npm run build',
    );
    mkdirSync(join(root, 'out'), { recursive: true });
    writeFileSync(stamp, digest);
  });
}

/** The next `buildIfStale` builds, whatever the sources: something else is about to write into out/. */
export function forgetBuild() {
  rmSync(stamp, { force: true });
}

/** Contents, not times: a fresh clone and a changed branch both give every file a new time. */
function digestOfSources() {
  const hash = createHash('sha256');
  for (const source of sources) add(join(root, source));
  return hash.digest('hex');

  /** @param {string} path */
  function add(path) {
    const info = statSync(path);
    if (info.isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else hash.update(`${path.slice(root.length)}\n`).update(readFileSync(path));
  }
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  await buildIfStale().catch(endWith);
}
