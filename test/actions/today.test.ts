import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markDone, snoozeItem, undoItem } from '../../src-main/actions/desk/today';
import { composeToday, keysOfItem } from '../../src-main/engines/today/compose-today';
import { instantOfDay } from '../../src-main/lib/day';
import { readTodayFacts } from '../../src-main/store/desk/read-today';
import { stuckByAccount } from '../../src-main/work/milestones/stuck-plans';
import { decisionsOn } from '../support/action-context';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = instantOfDay(today) + 9 * 3_600_000;

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(() => now);
});
afterEach(() => temporary.remove());

const decisions = (at = now) => decisionsOn(temporary.store, at);

function shown(day = today) {
  return composeToday(
    {
      ...readTodayFacts(temporary.store.read, instantOfDay(day), stuckByAccount),
      scoring: false,
      progress: null,
    },
    day,
    {
      limit: 500,
    },
  );
}

const keys = () => shown().items.map(({ key }) => key);

/** What was done with which reasons, by key. */
function dispositions(): Record<string, string> {
  const facts = readTodayFacts(temporary.store.read, now, stuckByAccount);
  return Object.fromEntries(facts.dispositions.map(({ key, state }) => [key, state]));
}

function addTroubled(): number {
  return addAccount(temporary.store, today, {
    summary: { riskLevel: 'critical', change28: -22, lastActivityDay: today - 30, renewsOn: today + 20 },
  });
}

describe('an item that is done', () => {
  it('goes with all its reasons, and nobody else’s', () => {
    const [first, second] = [addTroubled(), addTroubled()];
    markDone(decisions(), `${first}:at_risk`, stuckByAccount);
    expect(dispositions()).toEqual({
      [`${first}:at_risk`]: 'done',
      [`${first}:score_drop`]: 'done',
      [`${first}:silent`]: 'done',
      [`${first}:renewal`]: 'done',
    });
    expect(keys()).toEqual([`${second}:at_risk`]);
    expect(shown().doneToday).toBe(1);
  });

  it('comes back when that is undone, whichever of its reasons it is undone by', () => {
    const [first, second] = [addTroubled(), addTroubled()];
    markDone(decisions(), `${first}:at_risk`, stuckByAccount);
    markDone(decisions(), `${second}:at_risk`, stuckByAccount);
    undoItem(decisions(), `${first}:silent`);
    expect(keys()).toEqual([`${first}:at_risk`]);
  });

  it('of another day stays done when today’s is undone', () => {
    const id = addTroubled();
    markDone(decisions(now - 86_400_000), `${id}:at_risk`, stuckByAccount);
    undoItem(decisions(), `${id}:at_risk`);
    expect(keys()).toEqual([]);
  });

  it('that does not stand any more is remembered under its own key', () => {
    const id = addAccount(temporary.store, today, { summary: { lastActivityDay: today } });
    markDone(decisions(), `${id}:renewal`, stuckByAccount);
    expect(dispositions()).toEqual({ [`${id}:renewal`]: 'done' });
  });

  it('is put away with the same reasons as the whole book shows it with', () => {
    for (let place = 0; place < 24; place += 1) {
      addAccount(temporary.store, today, {
        organization: place % 11 === 0 ? { lifecycleStage: 'churned' } : {},
        summary: {
          riskLevel: place % 2 === 0 ? 'high' : 'low',
          riskSince: today - 3,
          change28: place % 3 === 0 ? -15 : 2,
          renewsOn: place % 4 === 0 ? today + place : null,
          lastActivityDay: place % 5 === 0 ? today - 40 : today,
        },
      });
    }
    const expected = shown().items.map((item) => keysOfItem(shown(), item.key));
    expect(expected.length).toBeGreaterThan(12);
    for (const reasons of expected) {
      const before = Object.keys(dispositions());
      markDone(decisions(), reasons[0] ?? '', stuckByAccount);
      const added = Object.keys(dispositions()).filter((key) => !before.includes(key));
      expect(added.toSorted()).toEqual(reasons.toSorted());
    }
    expect(keys()).toEqual([]);
  });
});

it('what is no item of Today is refused in words', () => {
  for (const key of [
    '',
    '7',
    'x:silent',
    '0:silent',
    '7:',
    '7:unknown',
    '07:silent',
    '7:silent:',
    '1e3:silent',
  ]) {
    expect(() => markDone(decisions(), key, stuckByAccount), key).toThrow(/not an item of Today/);
  }
  expect(dispositions()).toEqual({});
});

describe('an item that is snoozed', () => {
  it('goes with all its reasons until its day', () => {
    const id = addTroubled();
    snoozeItem(
      decisions(),
      { key: `${id}:at_risk`, untilDay: today + 7, reason: 'On holiday' },
      stuckByAccount,
    );
    expect(Object.values(dispositions())).toEqual(Array(4).fill('snoozed'));
    expect(shown()).toMatchObject({ items: [], snoozed: 1 });
    expect(shown(today + 7).items.map(({ accountId }) => accountId)).toEqual([id]);
  });

  it('may be done on the same day after all: the last word stands', () => {
    const summary = { lastActivityDay: today, renewsOn: today + 20 };
    const key = `${addAccount(temporary.store, today, { summary })}:renewal`;
    snoozeItem(decisions(), { key, untilDay: today + 7, reason: 'On holiday' }, stuckByAccount);
    markDone(decisions(), key, stuckByAccount);
    expect(dispositions()).toEqual({ [key]: 'done' });
    expect(shown()).toMatchObject({ items: [], snoozed: 0, doneToday: 1 });
  });

  it('needs a later day', () => {
    const key = `${addTroubled()}:at_risk`;
    for (const untilDay of [today, today - 1]) {
      expect(() => snoozeItem(decisions(), { key, untilDay, reason: 'Later' }, stuckByAccount)).toThrow(
        /a day after today/,
      );
    }
    expect(dispositions()).toEqual({});
  });
});
