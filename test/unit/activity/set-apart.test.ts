import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createActivityState } from '../../../src-main/engines/activity/activity-state';
import { isFoldedApart } from '../../../src-main/engines/activity/folded-apart';
import { nothingApart, type SetApart } from '../../../src-main/engines/activity/set-apart';
import { decodeActivityState, encodeActivityState } from '../../../src-main/engines/activity/state-codec';
import { accountUsage } from '../../../src-main/engines/risk/features/account-usage';
import { dailyPage, dayZero, foldAll, mixedHistory, type Page } from './pages';

const flags: SetApart = { machineFeatures: new Set([3, 5]), internalUsers: new Set([37, 74]) };
const isPeoples = ({ user, feature }: { user: number; feature: number }) =>
  !flags.internalUsers.has(user) && !flags.machineFeatures.has(feature);
const ofPeople = (pages: readonly Page[]) =>
  pages.map((page) => ({ ...page, entries: page.entries.filter(isPeoples) }));

describe('what is set apart', () => {
  it('leaves the state of people as if it had never been, and is summed beside it', () => {
    fc.assert(
      fc.property(mixedHistory, (pages) => {
        const state = foldAll(pages, createActivityState(), flags);
        const expected = foldAll(ofPeople(pages));
        const kept = decodeActivityStateOf(encodeActivityState(state));
        expect(kept.apart).toEqual(state.apart);
        const total = (uses: Iterable<{ events: number }>) =>
          [...uses].reduce((sum, { events }) => sum + events, 0);
        const apart = total(state.apart.internalUsers.values()) + total(state.apart.machineFeatures.values());
        const all = pages.flatMap(({ entries }) => entries);
        expect(apart).toBe(total(all) - total(all.filter(isPeoples)));
        kept.apart.internalUsers.clear();
        kept.apart.machineFeatures.clear();
        expect(encodeActivityState(kept)).toEqual(encodeActivityState(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('leaves the churn model what people did, and no page of machines alone', () => {
    fc.assert(
      fc.property(mixedHistory, (pages) => {
        const asRead = (chosen: readonly Page[]) =>
          chosen.map(({ day, periodDays, entries }) => {
            const { rows, userId, featureId, events, activeUsers, value } = dailyPage(entries);
            const integers = Int32Array.from([...userId, ...featureId, ...events, ...activeUsers]);
            return { firstDay: day, lastDay: day + periodDays - 1, rows, integers, value };
          });
        const expected = asRead(ofPeople(pages)).filter(({ rows }) => rows > 0);
        expect(accountUsage(asRead(pages), flags)).toEqual(accountUsage(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('asks for a new folding where a flag that touches the account has changed, and only there', () => {
    const day = (user: number, feature: number): Page => ({
      day: dayZero,
      periodDays: 1,
      entries: [{ user, feature, events: 1 }],
    });
    const folded = (page: Page, before: SetApart, after: SetApart) =>
      isFoldedApart(foldAll([page], createActivityState(), before), after);
    const machine: SetApart = { ...nothingApart, machineFeatures: new Set([3]) };
    const staff: SetApart = { ...nothingApart, internalUsers: new Set([37]) };
    expect(folded(day(1, 3), nothingApart, machine)).toBe(false);
    expect(folded(day(1, 3), machine, nothingApart)).toBe(false);
    expect(folded(day(37, 1), nothingApart, staff)).toBe(false);
    expect(folded(day(37, 1), staff, nothingApart)).toBe(false);
    for (const flag of [machine, staff]) {
      expect(folded(day(1, 1), nothingApart, flag)).toBe(true);
      expect(folded(day(1, 1), flag, nothingApart)).toBe(true);
      expect(folded(day(37, 3), flag, flag)).toBe(true);
    }
  });
});

function decodeActivityStateOf(bytes: Uint8Array) {
  const state = createActivityState();
  decodeActivityState(bytes, state);
  return state;
}
