import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './source-files';

/** What a tool of node_modules/.bin complains about, run at the checkout's root. Empty when it is content. */
export function complaintsOf(tool: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(join(root, 'node_modules/.bin', tool), args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  return status === 0 ? '' : `${stdout}${stderr}` || `${tool} ended with ${status}`;
}
