import type { ReadDb } from '../../store/types';
import { createNameFinder, type NameFinder } from './name-finder';

/** The first screen comes first; then names are read bit by bit, so that nothing waits for them. */
const readAfter = 3_000;
const stretch = 10;
const rest = 40;

export interface KeptNames extends NameFinder {
  end(): void;
}

/** Names read behind everything else, at the start and after changes, so that the first letter typed finds them there. */
export function keepNames(db: ReadDb): KeptNames {
  const finder = createNameFinder(db);
  let timer: NodeJS.Timeout;

  function readOn(after: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!finder.read(stretch)) readOn(rest);
    }, after);
    timer.unref();
  }

  readOn(readAfter);
  return {
    ...finder,
    changed(accountIds) {
      finder.changed(accountIds);
      readOn(readAfter);
    },
    end: () => clearTimeout(timer),
  };
}
