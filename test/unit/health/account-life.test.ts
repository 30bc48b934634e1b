import { expect, it } from 'vitest';
import { isCustomerOn, phaseOn } from '../../../src-main/engines/health/account-life';
import { type AccountStory, asOf, batchOf } from './batch';

const phase = (story: AccountStory, isPresent = true, day = asOf) =>
  phaseOn(batchOf(story), 0, day, isPresent);

it('an account is scored on while it is not settled that it has ended', () => {
  const ended = (days: number) => ({ subscriptions: [{ from: asOf - 300, to: asOf - days + 1, mrr: 1 }] });
  expect([1, 30, 31].map((days) => phase(ended(days)))).toEqual(['ending', 'ending', 'none']);
  // Of a day of the past it is known what became of it.
  expect(phase(ended(1), false)).toBe('none');
  expect(phase({ ...ended(1), stage: 'churned' })).toBe('none');
  expect(phase({ ...ended(1), churned: asOf - 1 })).toBe('none');
  expect(isCustomerOn(batchOf(ended(1)), 0, asOf, true)).toBe(false);
});

it('a trial is one until the company’s word, and again after it', () => {
  const trial = { from: asOf - 5, to: asOf + 5, trial: true };
  expect(phase({ subscriptions: [trial] })).toBe('trial');
  expect(phase({ subscriptions: [trial], churned: asOf - 1 })).toBe('none');
  expect(phase({ subscriptions: [trial], churned: asOf - 6 })).toBe('trial');
  expect(phase({ subscriptions: [{ ...trial, to: asOf }] })).toBe('none');
});

it('who is marked as churned without a day is nothing now, and was a customer before', () => {
  const marked = { stage: 'churned', subscriptions: [{ from: asOf - 300, mrr: 1 }] } as const;
  expect([phase(marked), phase(marked, false)]).toEqual(['none', 'customer']);
  expect(phase({ ...marked, churned: asOf - 400 })).toBe('customer');
});
