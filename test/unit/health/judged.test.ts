import { expect, it } from 'vitest';
import { areSameRules, type JudgedBy, switchBetween } from '../../../src-main/engines/health/comparable';
import { compileConfig } from '../../../src-main/engines/health/compile-config';
import { isTooLittleKnown, judgedHealth } from '../../../src-main/engines/health/judged';
import { noScore } from '../../../src-main/engines/health/score';
import { starterConfig } from '../../../src-main/engines/health/starter-config';
import { healthConfigSchema } from '../../../src-preload/contract/health-config';
import { tooLittleWords } from '../../../src-preload/contract/knowledge';

const config = compileConfig(1, starterConfig);

it('a score is said from two fifths of its weight on, and not by a millionth less', () => {
  expect(judgedHealth(config, 74.95e6, 400_000)).toEqual({ score: 75, band: 'healthy', confidence: 0.4 });
  expect(judgedHealth(config, 74.95e6, 399_999)).toEqual({ score: null, band: null, confidence: 0.399999 });
  expect(judgedHealth(config, noScore, 0)).toEqual({ score: null, band: null, confidence: null });
});

it('too little known is neither a score nor nothing at all', () => {
  expect(isTooLittleKnown({ score: null, confidence: 0.1 })).toBe(true);
  expect(isTooLittleKnown({ score: 12, confidence: 0.4 })).toBe(false);
  expect(isTooLittleKnown({ score: null, confidence: null })).toBe(false);
});

it('a configuration of an earlier Steward, which says nothing of it, asks for two fifths', () => {
  const { enoughKnown: _, ...earlier } = starterConfig;
  expect(healthConfigSchema.parse(earlier).enoughKnown).toBe(40);
});

it('the words name what weighs most, and how many more there are', () => {
  const words = (missing: Parameters<typeof tooLittleWords>[0]['missing']) =>
    tooLittleWords({ known: 0.0875, missing, since: '2026-11-13' });
  expect(words(['nps'])).toBe(
    'Only 9% of what its score rests on is known, since Nov 13, 2026; missing: NPS.',
  );
  expect(words(['nps', 'csat', 'ces', 'pulse'])).toMatch(
    /; missing: NPS, Satisfaction, Ease \(CES\) and 1 more measure\.$/,
  );
});

it('days of other rules or another model are not set against each other; what isn’t known of a day counts as the same', () => {
  const day: JudgedBy = { configVersion: 3, profile: 'big', modelVersion: 2 };
  expect(switchBetween(day, day)).toBeNull();
  for (const other of [{ configVersion: 4 }, { profile: 'small' }]) {
    expect(switchBetween(day, { ...day, ...other })).toBe('rules');
    expect(areSameRules(day, { ...day, ...other })).toBe(false);
  }
  expect(switchBetween(day, { ...day, modelVersion: 0 })).toBe('model');
  expect(areSameRules(day, day)).toBe(true);
  expect(switchBetween({ ...day, configVersion: 4, modelVersion: 5 }, day)).toBe('rules');
  for (const unknown of [{ configVersion: null }, { profile: null }, { modelVersion: null }]) {
    expect(switchBetween({ ...day, ...unknown }, day)).toBeNull();
    expect(switchBetween(day, { ...day, ...unknown })).toBeNull();
  }
});
