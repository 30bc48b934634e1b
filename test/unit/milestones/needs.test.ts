import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completeInOrder } from '../../../src-main/engines/milestones/complete-in-order';
import { circleOf, depths, inOrder, type Needing } from '../../../src-main/engines/milestones/needs';

const milestone = (id: string, ...prerequisites: string[]): Needing => ({
  id,
  name: id.toUpperCase(),
  prerequisites,
});
const byId = (milestones: readonly Needing[]) => new Map(milestones.map((one) => [one.id, one]));
const diamond = [milestone('d', 'b', 'c'), milestone('b', 'a'), milestone('c', 'a'), milestone('a')];

describe('milestones that need each other', () => {
  test('in a circle are told with the way round', () => {
    expect(circleOf([milestone('a', 'b'), milestone('b', 'c'), milestone('c', 'a')])).toEqual([
      'A',
      'B',
      'C',
      'A',
    ]);
    expect(circleOf([milestone('x', 'a'), milestone('a', 'a')])).toEqual(['A', 'A']);
  });

  test('as a diamond are none', () => {
    expect(circleOf(diamond)).toBeNull();
  });

  test('come after what they need, with all of it, each once', () => {
    expect(inOrder(['d'], byId(diamond)).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(inOrder(['a', 'x'], byId(diamond)).map(({ id }) => id)).toEqual(['a']);
    expect([...depths(inOrder(['d'], byId(diamond)))]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
      ['d', 2],
    ]);
  });

  test('have a circle just where no order can be found', () => {
    const graph = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 3 }), {
      minLength: 7,
      maxLength: 7,
    });
    fc.assert(
      fc.property(graph, (needs) => {
        const all = needs.map((some, at) => milestone(`${at}`, ...some.map(String)));
        const place = new Map(
          inOrder(
            all.map(({ id }) => id),
            byId(all),
          ).map(({ id }, at) => [id, at]),
        );
        const isOrder = all.every(({ id, prerequisites }) =>
          prerequisites.every((needed) => (place.get(needed) ?? 0) < (place.get(id) ?? 0)),
        );
        expect(circleOf(all) === null).toBe(isOrder);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a milestone that is reached before what it needs', () => {
  const standing = (progress: number, completedOn: number | null) => ({ progress, completedOn });
  const ordered = inOrder(['d'], byId(diamond));

  test('waits at 99 %, and so does what comes after it', () => {
    const own = new Map([
      ['a', standing(40, null)],
      ['b', standing(100, 5)],
      ['d', standing(100, 7)],
    ]);
    const all = completeInOrder(ordered, ({ id }) => own.get(id));
    expect([...all]).toEqual([
      ['a', standing(40, null)],
      ['b', standing(99, null)],
      ['d', standing(99, null)],
    ]);
  });

  test('is complete on the day on which the last of it came together', () => {
    const own = new Map([
      ['a', standing(100, 9)],
      ['b', standing(100, 5)],
      ['c', standing(100, 12)],
      ['d', standing(100, 7)],
    ]);
    const all = completeInOrder(ordered, ({ id }) => own.get(id));
    expect(['b', 'd'].map((id) => all.get(id)?.completedOn)).toEqual([9, 12]);
  });
});
