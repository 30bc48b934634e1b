import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseBatch, type Waiting } from '../../../src-main/lib/operations/choose-batch';
import { foldNote, type Note } from '../../../src-main/lib/operations/fold-note';
import { withoutClashes } from '../../../src-main/lib/operations/operation';
import { isInSnapshot } from '../../../src-main/lib/operations/snapshot';

describe('a transaction is inside a snapshot', () => {
  test.each([
    ['99', '100:105:101,103', true],
    ['100', '100:105:101,103', true],
    ['101', '100:105:101,103', false],
    ['102', '100:105:101,103', true],
    ['103', '100:105:101,103', false],
    ['104', '100:105:101,103', true],
    ['105', '100:105:101,103', false],
    ['4294967400', '4294967300:4294967500:', true],
    ['4294967500', '4294967300:4294967500:', false],
  ])('%s in %s: %s', (xid, snapshot, isInside) => {
    expect(isInSnapshot(xid, snapshot)).toBe(isInside);
  });
});

describe('the next operations to send', () => {
  const waiting = (seq: number, more: Partial<Waiting> = {}): Waiting => ({
    seq,
    externalId: 'acme',
    entry: `e${seq}`,
    baseVersion: null,
    isPutOff: false,
    size: 100,
    ...more,
  });
  const chosen = (operations: Waiting[], limit = 500) => chooseBatch(operations, limit).map(({ seq }) => seq);

  test('are all of them, in their order, up to the limit of a call', () => {
    expect(chosen([waiting(1), waiting(2), waiting(3)])).toEqual([1, 2, 3]);
    expect(chosen([waiting(1), waiting(2), waiting(3)], 2)).toEqual([1, 2]);
  });

  test('leave out a second change of an entry until the first is answered, and what follows on its account', () => {
    const change = { entry: 'note', baseVersion: 1 };
    expect(
      chosen([
        waiting(1, change),
        waiting(2, { ...change }),
        waiting(3),
        waiting(4, { externalId: 'bolt' }),
        waiting(5, { externalId: null }),
      ]),
    ).toEqual([1, 4, 5]);
  });

  test('pass by what was put off, with what follows on its account', () => {
    expect(chosen([waiting(1, { isPutOff: true }), waiting(2), waiting(3, { externalId: 'bolt' })])).toEqual([
      3,
    ]);
  });

  test('are no more than a call of a million characters takes, but always one', () => {
    const long = { size: 600_000 };
    expect(chosen([waiting(1, long), waiting(2, long)])).toEqual([1]);
    expect(chosen([waiting(1, { size: 5_000_000 }), waiting(2)])).toEqual([1]);
  });

  test('never overtake one another on an account, whatever waits', () => {
    const operation = fc.record({
      externalId: fc.constantFrom('acme', 'bolt', null),
      entry: fc.constantFrom('a', 'b', 'c'),
      baseVersion: fc.option(fc.constant(1), { nil: null }),
      isPutOff: fc.boolean(),
      size: fc.constant(1),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 30 }), fc.integer({ min: 1, max: 8 }), (parts, limit) => {
        const operations = parts.map((part, seq) => ({ seq, ...part }));
        const batch = chooseBatch(operations, limit);
        for (const account of ['acme', 'bolt', null]) {
          const own = operations.filter(({ externalId }) => externalId === account);
          const sent = batch.filter(({ externalId }) => externalId === account);
          expect(sent).toEqual(own.slice(0, sent.length));
        }
        expect(batch.some(({ isPutOff }) => isPutOff)).toBe(false);
        expect(batch.length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

describe('a field that somebody else changed', () => {
  test('since the version that was seen keeps their value; one changed up to it takes the new one', () => {
    const patch = { name: 'a', view: 'b', shared: true };
    expect(withoutClashes(patch, { name: 3, view: 2 }, 2)).toEqual({ view: 'b', shared: true });
    expect(withoutClashes(patch, { name: 3 }, null)).toEqual(patch);
    expect(withoutClashes(patch, null, 1)).toEqual(patch);
  });
});

describe('a note', () => {
  const subject = { companyId: null, organizationId: 1, externalId: 'acme' };
  const from = { opId: 'o', subject, author: 'ann', madeAt: 5, place: 7 } as const;
  const note: Note = {
    ...subject,
    contact: null,
    author: 'ann',
    text: 'as it was',
    activity: null,
    mentions: [],
    createdAt: 1,
    version: 1,
    isRemoved: false,
  };

  test('that is there already is not made anew, and one that was removed does not come back', () => {
    const add = { ...from, kind: 'note.add' as const, patch: { text: 'again', contact: null } };
    expect(foldNote(note, add)).toEqual(note);
    const removed = foldNote(note, { ...from, kind: 'note.remove', patch: {} });
    expect(removed?.isRemoved).toBe(true);
    expect(foldNote(removed, { ...from, kind: 'note.change', patch: { text: 'new' } })?.isRemoved).toBe(true);
    expect(foldNote(removed, add)?.isRemoved).toBe(true);
  });

  test('that is not there can’t be changed or removed', () => {
    expect(foldNote(null, { ...from, kind: 'note.change', patch: { text: 'new' } })).toBeNull();
    expect(foldNote(null, { ...from, kind: 'note.remove', patch: {} })).toBeNull();
  });
});
