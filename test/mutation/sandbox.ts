import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../checks/support/source-files';

/** Large, or of no matter to a test. What the documents say of the API is held against it by one. */
const left = new Set(['node_modules', '.git', 'out', '.cache']);

/** A copy of the checkout in which faults may stand, with the packages of this one. @returns its folder */
export function makeSandbox(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(root)) {
    if (!left.has(name)) cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  for (const name of ['node_modules', '.cache']) symlinkSync(join(root, name), join(folder, name));
  return folder;
}
