import type { Ids } from '../../src-main/ports/ids';

/** Keys as the live ones are made, but the same in every run: 1, 2, 3 … in the last digits. */
export function countedIds(): Ids {
  let count = 0;
  return {
    next() {
      count += 1;
      return `019a0000-0000-7000-8000-${String(count).padStart(12, '0')}`;
    },
  };
}
