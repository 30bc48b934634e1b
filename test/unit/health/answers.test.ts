import { describe, expect, it } from 'vitest';
import { commercialFacts } from '../../../src-main/engines/health/commercial-facts';
import { riskIndicators } from '../../../src-main/engines/health/indicators';
import { supportFacts } from '../../../src-main/engines/health/voice-facts';
import { type AccountStory, asOf, batchOf, company } from './batch';
import { contacts, measure } from './measured';

const answer = (day: number, score: number, user = 0, kind: 'nps' | 'csat' | 'ces' = 'nps') => ({
  day,
  score,
  user,
  kind,
});

function detractors(story: AccountStory) {
  const batch = batchOf(story);
  return riskIndicators({
    batch,
    account: 0,
    asOf,
    commercial: commercialFacts(batch.subscriptions, 0, asOf, company),
    support: supportFacts(batch.tickets, 0, asOf),
    lastActivityDay: asOf,
    activityKnownThrough: asOf,
    movement: null,
    week: null,
    change28: null,
    isPresent: true,
    life: null,
    contacts: null,
  }).filter(({ id }) => id === 'detractor_response');
}

describe('answers of satisfaction and effort', () => {
  it('are the mean of each person’s latest of 90 days, each kind for itself', () => {
    const story = {
      ...contacts(1, 2),
      answers: [
        answer(asOf - 90, 5, 0, 'csat'),
        answer(asOf - 89, 5, 1, 'csat'),
        answer(asOf - 89, 7, 0, 'ces'),
        answer(asOf - 2, 4, 2, 'csat'),
        answer(asOf - 1, 1, 1, 'csat'),
        answer(asOf - 1, 3, 1, 'ces'),
        answer(asOf, 9, 1, 'nps'),
        answer(asOf + 1, 5, 1, 'csat'),
      ],
    };
    const { raw, ofContact } = measure([], story);
    expect([raw('csat'), raw('ces'), raw('nps'), ofContact('nps', 0)]).toEqual([2.5, 5, 100, 9]);
  });

  it('stand beside the ratings of tickets, one each, and alone where the company has no tickets', () => {
    const story = {
      tickets: [
        { opened: asOf - 20, resolved: asOf - 9, satisfaction: 5 },
        { opened: asOf - 20, resolved: asOf - 9, satisfaction: 4 },
        { opened: asOf - 20, resolved: asOf - 9 },
      ],
      answers: [answer(asOf - 3, 1, 0, 'csat')],
    };
    expect(measure([], story).raw('csat')).toBeCloseTo(10 / 3, 9);
    expect(measure([], { ...story, answers: [] }).raw('csat')).toBe(4.5);
    const none = { ...company, firstTicketDay: 0 };
    expect(measure([], { answers: story.answers }, none).raw('csat')).toBe(1);
    const silent = measure([], { answers: [] }, none);
    expect([silent.raw('csat'), silent.raw('ces')]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe('the latest answer', () => {
  it('is the one that came last of the same day for every reader: a person who changed their mind is no detractor', () => {
    const changed = { ...contacts(1), answers: [answer(asOf - 3, 2, 1), answer(asOf - 3, 9, 1)] };
    expect(measure([], changed).raw('nps')).toBe(100);
    expect(measure([], changed).ofContact('nps', 0)).toBe(9);
    expect(detractors(changed)).toEqual([]);
    const back = { ...contacts(1), answers: [answer(asOf - 3, 9, 1), answer(asOf - 3, 2, 1)] };
    expect([measure([], back).raw('nps'), measure([], back).ofContact('nps', 0)]).toEqual([-100, 2]);
    expect(detractors(back)).toHaveLength(1);
  });

  it('is told of the last detractor of 30 days, also beside other kinds and later promoters', () => {
    const answers = [
      answer(asOf - 29, 3, 1),
      answer(asOf - 8, 6),
      answer(asOf - 4, 10, 2),
      answer(asOf - 1, 1, 3, 'csat'),
    ];
    expect(detractors({ ...contacts(1, 2, 3), answers })[0]?.text).toMatch(/^An answer of 6 of 10/);
    expect(detractors({ answers: [answer(asOf - 30, 3, 1)] })).toEqual([]);
  });
});
