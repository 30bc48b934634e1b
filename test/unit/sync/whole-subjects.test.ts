import { expect, test } from 'vitest';
import type { CountedRow } from '../../../src-main/store/milestones/counted';
import { wholeSubjects } from '../../../src-main/sync/push/push-milestones';

const rows = (...subjects: readonly (readonly [organizationId: number, userId: number])[]) =>
  subjects.map(([organizationId, userId]) => ({ organizationId, userId }) as CountedRow);
const account = [1, 0] as const;
const ann = [1, 7] as const;
const other = [2, 0] as const;

test.each([
  ['all of them, where they fit', rows(account, ann), 2, 2],
  ['none of a subject of which more may follow', rows(account, ann, ann), 2, 1],
  ['a contact apart from the account', rows(account, account, ann), 2, 2],
  ['an account apart from another', rows(account, account, other), 2, 2],
  ['all there is of one that alone has too many', rows(ann, ann, ann), 2, 3],
])('milestones that go up at once are whole subjects: %s', (_what, found, most, count) => {
  expect(wholeSubjects(found, most)).toEqual(found.slice(0, count));
});
