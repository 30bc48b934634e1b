import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addLoad,
  type Counted,
  countedKeys,
  noLoad,
  type PartOfBook,
  sumsOfBooks,
} from '../../../src-main/engines/books/sums-of-books';
import { fewestOwners } from '../../../src-preload/contract/reports/books';

const part = (ownerId: number, segment: string | null, more: Partial<Counted> = {}): PartOfBook => ({
  ...{ ownerId, segment },
  load: { ...noLoad(), accounts: 1, arr: 10 ** ownerId, ...more },
});
const parts = (segment: string | null, ...owners: number[]) => owners.map((id) => part(id, segment));
const sums = (all: readonly PartOfBook[]) => sumsOfBooks(all, fewestOwners);
const names = (all: readonly PartOfBook[]) => sums(all).segments.map(({ segment }) => segment);

function plain(all: readonly PartOfBook[]): Counted {
  const sum = noLoad();
  for (const { load } of all) addLoad(sum, load);
  return sum;
}
const ownersWithCustomers = (all: readonly PartOfBook[]) =>
  new Set(all.filter(({ load }) => load.accounts > 0).map(({ ownerId }) => ownerId)).size;

const anyLoad = fc.record({
  ...{ accounts: fc.nat({ max: 3 }), arr: fc.nat({ max: 10_000 }) },
  others: fc.constant([]).map((): Counted['others'] => []),
  ...{ atRisk: fc.nat({ max: 2 }), renewals90: fc.nat({ max: 2 }) },
  ...{ openCtas: fc.nat({ max: 4 }), openTasks: fc.nat({ max: 4 }), overdueTasks: fc.nat({ max: 4 }) },
});
const anySegment = fc.oneof(
  fc.array(fc.option(anyLoad, { freq: 4 }), { minLength: 9, maxLength: 9 }),
  fc.array(fc.option(anyLoad), { maxLength: 9 }),
  fc.array(anyLoad, { maxLength: 2 }),
);
/** Of up to nine owners in up to five segments; of each owner in a segment something, or nothing at all. */
const anyBooks = fc
  .array(anySegment, { maxLength: 5 })
  .map((segments) =>
    segments.flatMap((loads, at) =>
      loads.flatMap((load, owner) =>
        load === null ? [] : [{ ownerId: owner + 1, segment: ['A', 'B', 'C', 'D', null][at] ?? null, load }],
      ),
    ),
  );

describe('figures of several', () => {
  test('are of five owners at least, whatever is taken off whatever, and add up to all of them', () => {
    let [whole, parted, hidden] = [0, 0, 0];
    fc.assert(
      fc.property(anyBooks, (books) => {
        const { all, segments, rest } = sums(books);
        if (all === null) {
          expect(ownersWithCustomers(books)).toBeLessThan(fewestOwners);
          expect([segments, rest]).toEqual([[], null]);
          return;
        }
        whole += 1;
        expect(all).toEqual({ owners: ownersWithCustomers(books), load: plain(books) });
        const told = new Set(segments.map(({ segment }) => segment));
        for (const { segment, ...sum } of segments) {
          const own = books.filter((one) => one.segment === segment);
          expect(sum).toEqual({ owners: ownersWithCustomers(own), load: plain(own) });
        }
        // Sums and differences of what is told are made of these pieces, and of no smaller ones.
        const left = books.filter(({ segment }) => !told.has(segment));
        const pieces = [...told].map((segment) => books.filter((one) => one.segment === segment));
        for (const piece of [...pieces, ...(left.length === 0 ? [] : [left])])
          expect(ownersWithCustomers(piece)).toBeGreaterThanOrEqual(fewestOwners);
        if (segments.length > 0) {
          parted += 1;
          expect(rest).toEqual(
            left.length === 0 ? null : { owners: ownersWithCustomers(left), load: plain(left) },
          );
          const again = [...segments, ...(rest === null ? [] : [rest])];
          for (const key of countedKeys)
            expect(again.reduce((sum, { load }) => sum + load[key], 0)).toBe(all.load[key]);
          if (rest !== null) hidden += 1;
        } else expect(rest).toBeNull();
      }),
      { numRuns: Number(process.env['STEWARD_RUNS'] ?? 2000) },
    );
    expect(Math.min(whole, parted, hidden)).toBeGreaterThan(20);
  });

  test('of four are not told, of five are', () => {
    expect(sums(parts('A', 1, 2, 3, 4)).all).toBeNull();
    expect(sums(parts('A', 1, 2, 3, 4, 5)).all?.load).toMatchObject({ accounts: 5, arr: 111_110 });
  });

  test('count no owner without customers, whatever work was given to them', () => {
    const helper = part(5, 'A', { accounts: 0, openTasks: 7 });
    expect(sums([...parts('A', 1, 2, 3, 4), helper]).all).toBeNull();
    const all = sums([...parts('A', 1, 2, 3, 4, 6), helper]).all;
    expect([all?.owners, all?.load.openTasks]).toEqual([5, 7]);
  });

  test('do not tell the sixth by what is left of six when five are taken off', () => {
    const books = [...parts('A', 1, 2, 3, 4, 5), ...parts('B', 6)];
    expect(sums(books).all?.owners).toBe(6);
    expect(sums(books)).toMatchObject({ segments: [], rest: null });
  });

  test('have the smallest segment join what is too few, and keep the larger ones', () => {
    const [a, b] = [parts('A', 1, 2, 3, 4, 5, 6), parts('B', 1, 2, 3, 4, 5)];
    const books = [...a, ...b, ...parts(null, 7)];
    expect(names(books)).toEqual(['A']);
    expect(sums(books).rest).toEqual({ owners: 6, load: plain([...b, ...parts(null, 7)]) });
  });

  test('put segments of too few together where they are five in all', () => {
    const books = [...parts('A', 1, 2, 3, 4, 5), ...parts('B', 1, 2), ...parts('C', 3, 4), ...parts('D', 5)];
    expect(names(books)).toEqual(['A']);
    expect(sums(books).rest?.owners).toBe(5);
  });

  test('do not leave work of one person over, though it is of no customer', () => {
    const books = [...parts('A', 1, 2, 3, 4, 5), part(1, 'B', { accounts: 0, arr: 0, openTasks: 3 })];
    expect(names(books)).toEqual([]);
  });

  test('stand by the names of segments, and what has none last', () => {
    const five = [1, 2, 3, 4, 5];
    const books = [...parts(null, ...five), ...parts('Zoo', ...five, 6, 7), ...parts('Arts', ...five, 6)];
    expect(names(books)).toEqual(['Arts', 'Zoo', null]);
    expect(sums(books).rest).toBeNull();
  });
});
