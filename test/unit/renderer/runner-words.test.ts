import { describe, expect, test } from 'vitest';
import { runnerSchema, type ShownRunner } from '../../../src-preload/contract/runner';
import { runnerWords } from '../../../src-renderer/features/monitor/runner-words';

const now = Date.UTC(2026, 10, 29, 12);
const hours = (count: number) => now - count * 3_600_000;
const runner: ShownRunner = {
  state: 'this',
  mayRun: true,
  login: 'ada',
  machine: 'desk-7',
  since: hours(5),
  trainedAt: hours(3),
  scoresPushedAt: hours(2),
  unread: [],
};

describe('who computes for the company', () => {
  test.each<[string, Partial<ShownRunner>, string]>([
    ['this computer', {}, 'This computer computes for the whole company and took over 5 hours ago.'],
    [
      'another',
      { state: 'other' },
      'ada on desk-7 computes for the whole company and took over 5 hours ago.',
    ],
    [
      'another of no name',
      { state: 'other', machine: null },
      'ada computes for the whole company and took over',
    ],
    [
      'nobody, where this login may',
      { state: 'nobody' },
      'this computer takes it on with one of its next syncs.',
    ],
    ['nobody', { state: 'nobody', mayRun: false }, 'What was computed last stays in force.'],
    ['each for itself', { state: 'older' }, 'this computer trains a churn model of its own'],
  ])('is told in words: %s', (_who, part, words) => {
    expect(runnerWords({ ...runner, ...part }, now)).toContain(words);
  });

  test('and nothing stays in force where nothing was computed yet', () => {
    const nothing = {
      ...runner,
      state: 'nobody',
      mayRun: false,
      trainedAt: null,
      scoresPushedAt: null,
    } as const;
    expect(runnerWords(nothing, now)).not.toContain('stays in force');
  });

  test('is nothing to tell of before the company was asked', () => {
    expect(runnerWords({ ...runner, state: 'unknown' }, now)).toBeNull();
  });
});

describe('what the company has of it', () => {
  test('is told with its age, whoever computes now', () => {
    for (const state of ['this', 'other', 'nobody'] as const) {
      const words = runnerWords({ ...runner, state }, now);
      expect(words).toContain('The company’s model was published 3 hours ago.');
      expect(words).toContain('Scores and levels were last written down at the company 2 hours ago.');
    }
  });

  test('is just now where it came since the last step of the screens’ clock', () => {
    expect(runnerWords({ ...runner, scoresPushedAt: now + 14_000 }, now)).toContain(
      'at the company just now.',
    );
  });

  test('may be nothing yet, and what it takes is said', () => {
    const words = runnerWords({ ...runner, trainedAt: null, scoresPushedAt: null }, now);
    expect(words).toContain('The company has no model yet.');
    expect(words).toContain('No scores have been written down at the company yet; that takes score settings');
  });

  test('is not for a company of before', () => {
    expect(runnerWords({ ...runner, state: 'older' }, now)).not.toContain('Scores');
  });

  test('names what this Steward can’t read', () => {
    expect(runnerWords({ ...runner, unread: ['Too new.'] }, now)).toMatch(/ Too new\.$/);
  });

  test('of an earlier Steward’s note says nothing of scores', () => {
    const { scoresPushedAt: _, unread: __, ...earlier } = runner;
    expect(runnerSchema.parse(earlier).scoresPushedAt).toBeNull();
  });
});
