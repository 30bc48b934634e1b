import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createIds } from '../../../src-main/ports/ids';

/** @param times what the clock says, time after time; the last for ever */
function idsAt(...times: number[]) {
  return createIds({ now: () => (times.length > 1 ? times.shift() : times[0]) ?? 0 });
}

const momentOf = (id: string) => Number.parseInt(id.replace('-', '').slice(0, 12), 16);

describe('keys of what people write', () => {
  it('are UUIDv7 of the moment they are made', () => {
    for (const moment of [1, 1_795_000_000_000, 2 ** 48 - 2]) {
      const id = idsAt(moment).next();
      expect(z.uuidv7().parse(id)).toBe(id);
      expect(momentOf(id)).toBe(moment);
    }
  });

  it('sort in the order they were made, within a millisecond and when the clock goes back', () => {
    const ids = idsAt(1000, 1000, 1001, 400, 400, 1001, 1002);
    const made = Array.from({ length: 20_000 }, () => ids.next());
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(momentOf(made.at(-1) ?? '')).toBe(1002 + 4);
  });

  it('of two desktops at one moment are not the same', () => {
    expect(idsAt(1000).next()).not.toBe(idsAt(1000).next());
  });
});
