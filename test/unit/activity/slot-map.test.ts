import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addSlot, clearSlots, createSlotMap, findSlot } from '../../../src-main/engines/activity/slot-map';

it('finds every id at its place and nothing else, also after it was cleared', () => {
  const map = createSlotMap();
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { maxLength: 5000, size: 'max' });
  fc.assert(
    fc.property(
      ids,
      fc.array(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { maxLength: 20 }),
      (known, others) => {
        clearSlots(map);
        known.forEach((id, slot) => {
          addSlot(map, id, slot);
        });
        known.forEach((id, slot) => {
          if (findSlot(map, id) !== slot)
            expect.fail(`${id} was found at ${findSlot(map, id)}, not at ${slot}`);
        });
        const set = new Set(known);
        for (const id of others) if (!set.has(id)) expect(findSlot(map, id)).toBe(-1);
      },
    ),
    { numRuns: 30 },
  );
});
