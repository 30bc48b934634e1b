import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Placed, placesFor } from '../../../src-main/lib/activity-templates/places';

const at = (...places: number[]): Placed[] => places.map((place, n) => ({ id: `t${n}`, place }));
function ordered(rows: readonly Placed[], changes: readonly Placed[]): string[] {
  const places = new Map([...rows, ...changes].map(({ id, place }) => [id, place]));
  return [...places].sort(([, left], [, right]) => left - right).map(([id]) => id);
}

describe('one that is moved', () => {
  test('before the first lies a whole step before it, behind the last one behind, alone at the first number', () => {
    expect(placesFor(at(4, 5), 'x', 't0')).toEqual([{ id: 'x', place: 3 }]);
    expect(placesFor(at(4, 5), 'x', null)).toEqual([{ id: 'x', place: 6 }]);
    expect(placesFor([], 'x', null)).toEqual([{ id: 'x', place: 1 }]);
  });

  test('between two lies in their middle, and nothing else moves', () => {
    expect(placesFor(at(1, 2, 3), 'x', 't2')).toEqual([{ id: 'x', place: 2.5 }]);
  });

  test('before one that is not there stands behind all', () => {
    expect(placesFor(at(1, 2), 'x', 'gone')).toEqual([{ id: 'x', place: 3 }]);
  });

  test('between two of one place has all that are not at their number numbered anew', () => {
    expect(placesFor(at(1, 7, 7), 'x', 't2')).toEqual([
      { id: 't1', place: 2 },
      { id: 'x', place: 3 },
      { id: 't2', place: 4 },
    ]);
  });

  test('beyond the last place that there is has the others numbered anew as well', () => {
    expect(placesFor(at(1, 1e9 - 1), 'x', null)).toEqual([{ id: 'x', place: 1e9 }]);
    expect(placesFor(at(1, 1e9), 'x', null)).toEqual([
      { id: 't1', place: 2 },
      { id: 'x', place: 3 },
    ]);
    expect(placesFor(at(-1e9, 2), 'x', 't0')).toEqual([
      { id: 'x', place: 1 },
      { id: 't0', place: 2 },
      { id: 't1', place: 3 },
    ]);
  });

  test('stands where it was put, however often things were moved between the same two', () => {
    const move = fc.record({ one: fc.nat(7), before: fc.nat(8) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 200 }), (moves) => {
        let rows = at(1, 2, 3, 4, 5, 6, 7, 8);
        for (const { one, before } of moves) {
          const id = rows[one]?.id ?? '';
          const others = rows.filter((row) => row.id !== id);
          const goal = others[before]?.id ?? null;
          const wanted = others.map((row) => row.id);
          wanted.splice(goal === null ? others.length : before, 0, id);
          const changes = placesFor(others, id, goal);
          expect(ordered(others, changes)).toEqual(wanted);
          const places = new Map([...rows, ...changes].map((row) => [row.id, row.place]));
          rows = wanted.map((key) => ({ id: key, place: places.get(key) ?? Number.NaN }));
          expect(rows.every(({ place }) => Number.isFinite(place))).toBe(true);
        }
      }),
    );
  });

  test('sixty times between two neighbors still finds room', () => {
    let rows = at(1, 2);
    for (let turn = 0; turn < 60; turn++) {
      const before = rows[1]?.id ?? '';
      const changes = placesFor(rows, `n${turn}`, before);
      const places = new Map([...rows, ...changes].map((row) => [row.id, row.place]));
      rows = [...places]
        .map(([id, place]) => ({ id, place }))
        .sort((left, right) => left.place - right.place);
      expect(rows[1]?.id).toBe(`n${turn}`);
    }
  });
});
