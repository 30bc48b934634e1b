import { beforeAll, describe, expect, test } from 'vitest';
import type { AccountToWriteTo, Foreseen } from '../../../src-preload/contract/interventions/launch';
import {
  type ChosenContacts,
  chosenAtFirst,
  countChosen,
  recipientsOf,
  toggled,
} from '../../../src-renderer/features/interventions/launch/chosen-contacts';
import { summedHolds } from '../../../src-renderer/features/interventions/launch/summed-holds';
import { readAs } from '../../../src-renderer/ui/format/reader';

beforeAll(() => readAs('en-US'));

const contact = (contactId: number) => ({ contactId, name: `Person ${contactId}` });
const accounts = [
  { organizationId: 1, contacts: [contact(11), contact(12)] },
  { organizationId: 2, contacts: [contact(21)] },
  { organizationId: 3, contacts: [] },
] as unknown as AccountToWriteTo[];

const chosenIds = (chosen: ChosenContacts) =>
  Object.fromEntries([...chosen].map(([account, ids]) => [account, [...ids]]));

describe('whom one writes to', () => {
  test('is at first the foremost contact of each account that has one', () => {
    expect(chosenIds(chosenAtFirst(accounts, undefined))).toEqual({ 1: [11], 2: [21] });
  });

  test('is the contact that was asked for, and in the other accounts the foremost', () => {
    expect(chosenIds(chosenAtFirst(accounts, 12))).toEqual({ 1: [12], 2: [21] });
  });

  test('changes for one contact alone, and nothing that was chosen before is altered', () => {
    const before = chosenAtFirst(accounts, undefined);
    const both = toggled(before, 1, 12);
    expect(chosenIds(both)).toEqual({ 1: [11, 12], 2: [21] });
    expect(chosenIds(toggled(both, 1, 11))).toEqual({ 1: [12], 2: [21] });
    expect(chosenIds(before)).toEqual({ 1: [11], 2: [21] });
  });

  test('leaves accounts out of which nobody is chosen', () => {
    const none = toggled(chosenAtFirst(accounts, undefined), 2, 21);
    expect(recipientsOf(none)).toEqual([{ organizationId: 1, contactIds: [11] }]);
    expect(countChosen(none)).toBe(1);
    expect(countChosen(toggled(none, 1, 12))).toBe(2);
  });
});

describe('what becomes of all that are chosen', () => {
  const now = new Date(2026, 11, 1, 12).getTime();
  const hour = 3_600_000;
  const seen = (contactId: number, part: Partial<Foreseen>): [number, Foreseen] => [
    contactId,
    {
      ...{ organizationId: 1, contactId, stage: 'goes', reason: null, at: now, waits: [], caps: [] },
      ...{ said: null, suppressed: null, ...part },
    } as Foreseen,
  ];
  const all: ChosenContacts = new Map([
    [1, new Set([11, 12])],
    [2, new Set([21])],
  ]);
  const sum = (...foreseen: [number, Foreseen][]) =>
    summedHolds(accounts, all, new Map(foreseen), false, now);

  test('is told in one line, with the latest that waits', () => {
    const waits = (contactId: number, hours: number) =>
      seen(contactId, { waits: [{ reason: 'quiet', until: now + hours * hour }], at: now + hours * hour });
    const summed = sum(waits(11, 2), waits(12, 4), seen(21, {}));
    expect(summed).toMatchObject({ goes: 1, waits: 2, needReason: 0, left: 0 });
    expect(summed.words).toBe('3 messages; 2 waiting, until today, 4:00 PM at the latest');
  });

  test('leaves out whom it would never reach, and an account of which that leaves nobody', () => {
    const summed = sum(seen(21, { stage: 'dropped', reason: 'complained' }), seen(11, {}), seen(12, {}));
    expect(summed.to).toEqual([{ organizationId: 1, contactIds: [11, 12] }]);
    expect(summed.words).toBe('2 messages; 1 contact left out');
  });

  test('counts who needs a reason among the messages, and of whom nothing is known as one that goes', () => {
    const said = { state: 'withdrawn', category: '*', basis: null, said_by: 'link', at: now } as const;
    const left = seen(11, { stage: 'cancelled', reason: 'unsubscribed', said });
    const summed = summedHolds(accounts, all, new Map([left]), true, now);
    expect(summed).toMatchObject({ goes: 2, needReason: 1, left: 0, words: '3 messages' });
    expect(summed.to).toHaveLength(2);
  });
});
