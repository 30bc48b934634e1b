import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOfInstant } from '../../src-main/lib/day';
import { readPeople } from '../../src-main/store/accounts/read-people';
import { readRiskPoints } from '../../src-main/store/risk/screen';
import { indicatorsOf } from '../../src-main/store/scores/stored-indicators';
import { todayOf } from '../../src-main/work/today/today-of';
import { sampleSpan, sampleWorld } from '../../tools/sample-company/story.mjs';
import { writeCompany } from '../../tools/sample-company/write-company.mjs';
import { contradictions } from '../support/contradictions';
import { goWholeWay, type WholeWay } from './support/whole-way';

/** The company that everybody sees first, on its whole way, with a model of its own. */
const today = dayOfInstant(Date.now());
let whole: WholeWay;
beforeAll(async () => {
  whole = await goWholeWay(async (folder) => {
    writeCompany(folder, sampleWorld(today), sampleSpan(today));
  });
});
afterAll(() => whole?.close());

describe('the sample company', () => {
  test('has a model that proved itself on months it had not seen', () => {
    expect(whole.jobs.filter(({ state }) => state !== 'succeeded')).toEqual([]);
    expect(whole.jobs.find(({ kind }) => kind === 'train_risk')?.message).toMatch(
      /^Learned from \d+ departures/,
    );
  });

  test('has less than a quarter of its expected loss in accounts called low, and none of them at the top', () => {
    const points = readRiskPoints(whole.store.read, {}, today);
    const lossOf = (some: typeof points) => some.reduce((sum, point) => sum + (point.expectedLoss90 ?? 0), 0);
    const low = points.filter(({ level }) => level === 'low');
    console.info(
      `sample company: ${((100 * lossOf(low)) / lossOf(points)).toFixed(1)} % of the expected loss is called low`,
    );
    expect(lossOf(points)).toBeGreaterThan(0);
    expect(lossOf(low) / lossOf(points)).toBeLessThan(0.25);
    expect(points.slice(0, 20).filter(({ level }) => level === 'low')).toEqual([]);
  });

  test('has main reasons that are reasons: worse than with comparable accounts, or none', () => {
    const points = readRiskPoints(whole.store.read, {}, today);
    const told = points.flatMap(({ topReason }) => (topReason === null ? [] : [topReason]));
    expect(told.length).toBeGreaterThan(points.length / 10);
    for (const reason of told) expect(reason).toMatch(/; (most )?accounts like it /);
  });

  test('has no row of Today whose advice contradicts what stands open with its account', () => {
    const { items, total } = todayOf(whole.store.read, { limit: 500 }, Date.now());
    const people = readPeople(
      whole.store.read,
      items.map(({ accountId }) => accountId),
      today,
    );
    expect(items.length).toBe(total);
    expect(total).toBeGreaterThan(30);
    const wrong = items.flatMap(({ accountId, suggestion }) => {
      const own = people.get(accountId);
      return own === undefined
        ? [`nobody read for ${accountId}`]
        : contradictions(suggestion, indicatorsNow(accountId), own, null);
    });
    expect(wrong).toEqual([]);
  });

  test('is headed on Today by somebody in danger', () => {
    const [first] = todayOf(whole.store.read, { limit: 1 }, Date.now()).items;
    expect(first?.kind).not.toBe('renewal');
    expect(['high', 'critical']).toContain(first?.risk);
  });
});

function indicatorsNow(id: number) {
  const text = whole.store.read
    .prepared<[number], string>('select indicators from account_summaries where organization_id = ?')
    .pluck()
    .get(id);
  return indicatorsOf(text);
}
