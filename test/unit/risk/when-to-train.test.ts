import { describe, expect, test } from 'vitest';
import { needsTraining as isTime, type Service } from '../../../src-main/engines/risk/churn/when-to-train';

/** Of a model that was judged on months it had not seen. */
const needsTraining = (service: Omit<Service, 'isJudged' | 'inVain'>) =>
  isTime({ ...service, isJudged: true, inVain: null });

const asForetold = { expected: 20, left: 20 };

describe('a churn model is trained', () => {
  test('as soon as there are departures enough, and not before', () => {
    expect(needsTraining({ churns: 15, age: null, foretold: null })).toBe(true);
    expect(needsTraining({ churns: 14, age: null, foretold: null })).toBe(false);
  });

  test('anew when it is 30 days old, however good it was', () => {
    expect(needsTraining({ churns: 50, age: 30, foretold: asForetold })).toBe(true);
    expect(needsTraining({ churns: 50, age: 29, foretold: asForetold })).toBe(false);
  });

  test('anew after a week when more or fewer left than chance explains', () => {
    const rare = (left: number) => needsTraining({ churns: 50, age: 7, foretold: { expected: 15, left } });
    // Three standard deviations of 15 + 1 are 12.
    expect(rare(28)).toBe(true);
    expect(rare(2)).toBe(true);
    expect(rare(27)).toBe(false);
    expect(rare(3)).toBe(false);
  });

  test('no more than once a week, whatever the figures say', () => {
    expect(needsTraining({ churns: 50, age: 6, foretold: { expected: 15, left: 200 } })).toBe(false);
  });

  test('at once when the newest one was never judged on months it had not seen', () => {
    const good = { age: 1, inVain: null, foretold: asForetold };
    expect(isTime({ churns: 50, isJudged: false, ...good })).toBe(true);
    expect(isTime({ churns: 50, isJudged: true, ...good })).toBe(false);
    expect(isTime({ churns: 14, isJudged: false, ...good })).toBe(false);
  });

  test('not night after night where it came to nothing: it takes more departures, or another month', () => {
    const again = (churns: number, inVain: Service['inVain']) =>
      isTime({ churns, age: null, isJudged: false, inVain, foretold: null });
    expect(again(16, null)).toBe(true);
    expect(again(16, { churns: 16, age: 1 })).toBe(false);
    expect(again(16, { churns: 16, age: 29 })).toBe(false);
    expect(again(17, { churns: 16, age: 1 })).toBe(true);
    expect(again(16, { churns: 16, age: 30 })).toBe(true);
  });

  test('not for what nobody has foretold yet', () => {
    expect(needsTraining({ churns: 50, age: 10, foretold: null })).toBe(false);
  });
});
