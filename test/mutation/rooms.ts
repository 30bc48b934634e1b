import { sourceFiles } from '../checks/support/source-files';

/**
 * Where faults are put: all that can run in a test without a window. What is drawn (`.tsx`) is looked at by end-to-end
 * tests alone, which take too long to ask for each fault.
 */
const roots = ['src-main', 'src-preload', 'src-renderer'];

/** The room a file's faults are counted in: `src-main/engines`, `src-renderer/ui`, `migrations/postgres`. */
export function roomOf(file: string): string {
  return file.split('/').slice(0, 2).join('/');
}

/** Files that faults can be put into, below some paths or all. */
export function mutableFiles(paths: readonly string[]): string[] {
  const files = [
    ...sourceFiles(roots).map(({ path }) => path),
    ...sourceFiles(['migrations/postgres'], undefined, /\.sql$/).map(({ path }) => path),
  ].filter((path) => !/\.(tsx|d\.ts)$/.test(path));
  if (paths.length === 0) return files;
  const wanted = paths.map((path) => path.replace(/\/$/, ''));
  return files.filter((file) => wanted.some((path) => file === path || file.startsWith(`${path}/`)));
}
