import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eraseCopy, keyNames } from './erase-copy';

/** The copy in use, those of other companies beside it, the notes about them, and what stood in its place while it was signed out. */
const ofCopies = /^(store(-of-.+)?(\.(erase|erased|next))?|signed-out)$/;
const besides = [
  ...['connection.sealed', 'mail-account.sealed', 'channel-secrets.sealed', 'inbox-account.sealed'],
  'steward.log',
];

/** Erases all that a connection has in its folder: of each copy the key first. What else stands there stays. */
export function eraseProfile(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder).filter((entry) => ofCopies.test(entry))) {
    const copy = join(folder, name);
    eraseCopy(
      join(copy, 'steward.db'),
      Object.values(keyNames).map((key) => join(copy, key)),
    );
    rmSync(copy, { recursive: true, force: true });
  }
  for (const name of besides) rmSync(join(folder, name), { force: true });
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
