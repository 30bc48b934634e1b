import fc from 'fast-check';
import { expect, it } from 'vitest';
import { userMeasures } from '../../../src-main/engines/health/measures';
import { createRawMeasures } from '../../../src-main/engines/health/raw-measures';
import { createScores, noScore } from '../../../src-main/engines/health/score';
import { packUserPage, unpackUserPage } from '../../../src-main/engines/health/user-page';
import { anyRaws } from './arbitraries';

it('keeps the contacts with a score, their scores and their raw values', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(anyRaws, fc.integer({ min: noScore, max: 100_000_000 })), { maxLength: 9 }),
      fc.nat({ max: 7 }),
      (contacts, offset) => {
        const raws = createRawMeasures(contacts.length);
        const scores = createScores(contacts.length);
        const ids = Int32Array.from(contacts, (_, row) => 1000 + row);
        contacts.forEach(([own, score], row) => {
          for (const at of userMeasures) (raws.columns[at] as Float64Array)[row] = own[at] ?? Number.NaN;
          scores.score[row] = score;
          scores.confidence[row] = row;
        });
        const { rows, payload } = packUserPage(ids, scores, raws, 0, contacts.length);
        const moved = Buffer.alloc(payload.length + offset);
        moved.set(payload, offset);
        const page = unpackUserPage(rows, moved.subarray(offset));
        const scored = contacts.flatMap((contact, row) => (contact[1] === noScore ? [] : [row]));
        expect([...page.userId]).toEqual(scored.map((row) => 1000 + row));
        expect([...page.score]).toEqual(scored.map((row) => contacts[row]?.[1]));
        expect([...page.confidence]).toEqual(scored);
        scored.forEach((row, i) => {
          for (const at of userMeasures) expect(page.raws.columns[at]?.[i]).toBe(contacts[row]?.[0][at]);
        });
      },
    ),
  );
});

it('refuses a page whose size does not fit', () => {
  expect(() => unpackUserPage(2, new Uint8Array(3))).toThrow(RangeError);
});
