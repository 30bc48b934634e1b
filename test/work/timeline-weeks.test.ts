import { describe, expect, it } from 'vitest';
import { daysOf, setFact } from '../../src-main/lib/account-days/days-page';
import { formatDay, mondayOf, monthOf } from '../../src-main/lib/day';
import { breakdownOf } from '../../src-main/work/scoring/breakdown-of';
import { explainChange } from '../../src-main/work/scoring/explain-change';
import { readTimeline } from '../../src-main/work/timeline/read-timeline';
import { measureCatalogue } from '../../src-preload/contract/health-config';
import { timelineInputSchema } from '../../src-preload/contract/timeline';
import { spellDifference } from '../../src-preload/contract/words';
import { growCompany, writeCompany } from '../support/grown-company';
import { changeMonths, keptDays } from '../support/kept-days';
import { scoreOn, storeWithJobs, today } from '../support/scored-store';

describe('the weeks of the score', () => {
  it('tell what the score’s own explanation says, part by part, and add up to the change', async () => {
    const scored = storeWithJobs(today - 42);
    writeCompany(scored.store, growCompany({ seed: 7, accounts: 12, firstDay: today - 400, lastDay: today }));
    for (let day = today - 42; day <= today; day += 7) await scoreOn(scored, day);
    let told = 0;
    for (let account = 1; account <= 12; account++) {
      if (breakdownOf(scored.store, account, today) === null) continue;
      // The last explained score of each week, from Monday to Sunday.
      const days = [
        ...new Map(
          keptDays(scored.store)
            .filter(({ id: of, score, raws }) => of === account && score !== null && raws !== null)
            .map(({ day }) => [mondayOf(day), day]),
        ).values(),
      ];
      const moves = days
        .slice(1)
        .map((day, before) => explainChange(scored.store, account, days[before], day));
      const expected = moves
        .filter((move) => move !== null)
        .filter((move) => Math.abs(move.shownTotal) >= 1)
        .map((move) => {
          const parts = [
            ...move.effects.map(
              ({ measure, shownTotal: points }) => [measureCatalogue[measure].label, points] as const,
            ),
            ...(move.rules ? [['Other rules of scoring', move.rules.shownTotal] as const] : []),
          ];
          const [largest] = parts.toSorted(([, left], [, right]) => Math.abs(right) - Math.abs(left));
          if (largest === undefined) throw new Error('a change of nothing');
          return {
            day: move.to,
            words: `from ${move.fromScore.toFixed(1)} to ${move.toScore.toFixed(1)}`,
            part: `${largest[0]} ${spellDifference(largest[1])}`,
            total: move.shownTotal,
          };
        })
        .toReversed();
      const { entries } = readTimeline(
        scored.store.read,
        timelineInputSchema.parse({ id: account, kinds: ['score'], limit: 200 }),
        scored.clock.now(),
      );
      const isLarge = (sentence: string) => !/stayed level| 0\.\d points/.test(sentence);
      const large = entries.filter(({ sentence }) => isLarge(sentence));
      // Less than a point is told only where the band became another one.
      for (const { sentence } of entries.filter((entry) => !isLarge(entry.sentence))) {
        const [, from, to] = /from ([\d.]+) to ([\d.]+)/.exec(sentence) ?? [];
        const edges = [50, 75].filter((edge) => Number(from) >= edge !== Number(to) >= edge);
        expect([sentence, edges.length]).toEqual([sentence, 1]);
      }
      expect(large.map(({ day }) => day)).toEqual(expected.map(({ day }) => day));
      for (const [place, { words, part, total }] of expected.entries()) {
        const entry = large[place];
        expect(entry?.sentence).toContain(words);
        expect(entry?.detail).toContain(part);
        const parts = [...(entry?.detail ?? '').matchAll(/([+−])(\d+\.\d)(?:,|$)/g)].map(
          ([, sign, points]) => (sign === '−' ? -10 : 10) * Number(points),
        );
        expect(Math.round(parts.reduce((sum, one) => sum + one, 0))).toBe(Math.round(10 * total));
        told++;
      }
    }
    await scored.close();
    expect(told).toBeGreaterThan(5);
  });
});

describe('the weeks of use', () => {
  it('tell of a week that was much more or less than the one before, and of no other', async () => {
    const scored = storeWithJobs(today - 42);
    writeCompany(scored.store, growCompany({ seed: 7, accounts: 1, firstDay: today - 400, lastDay: today }));
    await scoreOn(scored, today);
    // Weeks that end with a Sunday, by their use: 100, 130, 91, 80, 0, 19, 40.
    const ever = [900, 1000, 1130, 1221, 1301, 1301, 1320, 1360];
    changeMonths(scored.store, (page) => {
      for (const day of daysOf(page)) setFact(page, day, 'events', Number.NaN);
      for (const [week, events] of ever.entries()) {
        const sunday = today - 52 + 7 * week;
        if (monthOf(sunday) === page.month) setFact(page, sunday, 'events', events);
      }
    });
    const { entries } = readTimeline(
      scored.store.read,
      timelineInputSchema.parse({ id: 1, kinds: ['use'] }),
      scored.clock.now(),
    );
    await scored.close();
    expect(entries.map(({ day, sentence }) => [day, sentence])).toEqual([
      [formatDay(today - 3), 'Use rose 111% in the week: 40 events, 19 the week before'],
      [formatDay(today - 17), 'Use fell 100% in the week: 0 events, 80 the week before'],
      [formatDay(today - 31), 'Use fell 30% in the week: 91 events, 130 the week before'],
      [formatDay(today - 38), 'Use rose 30% in the week: 130 events, 100 the week before'],
    ]);
  });
});
