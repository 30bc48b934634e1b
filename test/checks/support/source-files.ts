import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** The checkout. */
export const root = resolve(import.meta.dirname, '../../..');

export interface SourceFile {
  /** From the checkout's root, with forward slashes: `src-main/engines/health/score.ts`. */
  path: string;
  text: string;
}

const code = /\.(ts|tsx|mjs)$/;

/**
 * All files of a kind in some folders of a checkout, of TypeScript and JavaScript unless told otherwise; folders that
 * aren't there hold none.
 */
export function sourceFiles(folders: readonly string[], checkout: string = root, kind = code): SourceFile[] {
  return folders
    .flatMap((folder) => filesBelow(join(checkout, folder), kind))
    .map((file) => ({
      path: relative(checkout, file).replaceAll('\\', '/'),
      text: readFileSync(file, 'utf8'),
    }));
}

function filesBelow(folder: string, kind: RegExp): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => kind.test(name))
      .map((name) => join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
