import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifeOf } from '../../../src-main/engines/health/account-life';
import { commercialFacts } from '../../../src-main/engines/health/commercial-facts';
import { riskIndicators } from '../../../src-main/engines/health/indicators';
import { lifeStateOf } from '../../../src-main/engines/life/standing';
import { spellDay } from '../../../src-preload/contract/words';
import { type AccountStory, asOf, batchOf, company } from './batch';
import { days, measure, use } from './measured';

/** One paid subscription without a renewal, what the company said of the account, and the last day of use. */
interface Rows {
  readonly from: number;
  /** The first day it is no longer in force; 0 for one without an end. */
  readonly to: number;
  readonly notice: number;
  readonly churned: number;
  readonly lastUse: number;
}

function told({ from, to, notice, churned, lastUse }: Rows) {
  const story: AccountStory = {
    created: from,
    notice,
    churned,
    subscriptions: [{ from, mrr: 100, ...(to === 0 ? {} : { to }) }],
  };
  const batch = batchOf(story);
  const { facts } = measure(
    days(lastUse, lastUse, () => [use(1, 1, 3)]),
    story,
  );
  const found = riskIndicators({
    batch,
    account: 0,
    asOf,
    ...facts,
    commercial: commercialFacts(batch.subscriptions, 0, asOf, company),
    change28: null,
    isPresent: true,
    life: lifeStateOf(lifeOf(batch, 0), asOf),
    contacts: null,
  });
  const text = (wanted: string) => found.find(({ id }) => id === wanted);
  return { leaving: text('notice_given'), ended: text('subscriptions_ended') };
}

const inDays = (count: number) => `in ${count} ${count === 1 ? 'day' : 'days'}`;
const around = (back: number, ahead: number) => fc.integer({ min: asOf - back, max: asOf + ahead });

describe('every sentence of an end', () => {
  it('of notice has the day it was given and the day the account leaves, counted from today', () => {
    fc.assert(
      fc.property(around(190, 0), fc.oneof(fc.constant(0), around(0, 99)), (notice, churned) => {
        const { leaving } = told({ from: asOf - 200, to: 0, notice, churned, lastUse: asOf });
        const leaves =
          churned === 0
            ? 'the day it leaves is not known'
            : `it leaves on ${spellDay(churned)} (${churned === asOf ? 'today' : inDays(churned - asOf)})`;
        expect(leaving?.text).toBe(`Notice was given on ${spellDay(notice)}: ${leaves}.`);
        expect(leaving?.severity).toBe('serious');
      }),
      { seed: 3 },
    );
  });

  it('of a notice that is given only tomorrow is not said today', () => {
    const rows = { from: asOf - 200, to: 0, churned: 0, lastUse: asOf };
    expect(told({ ...rows, notice: asOf }).leaving).toBeDefined();
    expect(told({ ...rows, notice: asOf + 1 }).leaving).toBeUndefined();
  });

  it('of subscriptions that end has the day of their rows, and presses in the last 90 days', () => {
    fc.assert(
      fc.property(around(-1, 99), (to) => {
        const { leaving } = told({ from: asOf - 200, to, notice: 0, churned: 0, lastUse: asOf });
        expect(leaving?.text).toBe(
          `Its subscriptions end on ${spellDay(to)} (${inDays(to - asOf)}), and none is known to follow.`,
        );
        expect(leaving?.severity).toBe(to - asOf <= 90 ? 'serious' : 'watch');
      }),
      { seed: 3 },
    );
  });

  it('of subscriptions that ended has the same day, and the last use from it on', () => {
    fc.assert(
      fc.property(around(170, -1), around(60, 0), (to, lastUse) => {
        const { ended } = told({ from: asOf - 300, to, notice: 0, churned: 0, lastUse });
        const used = lastUse >= to ? `, but it was still used on ${spellDay(lastUse)}` : '';
        expect(ended?.text).toBe(
          `Every paid subscription has ended, the last one on ${spellDay(to)}${used}. Has it left, or is a renewal missing?`,
        );
      }),
      { seed: 3 },
    );
  });

  it('of subscriptions that ended is asked for 180 days, or while the product is used within 28', () => {
    const ended = (last: number, lastUse: number) =>
      told({ from: asOf - 500, to: last + 1, notice: 0, churned: 0, lastUse }).ended !== undefined;
    expect([ended(asOf - 180, asOf - 190), ended(asOf - 181, asOf - 190)]).toEqual([true, false]);
    expect([ended(asOf - 181, asOf - 27), ended(asOf - 181, asOf - 28)]).toEqual([true, false]);
  });
});
