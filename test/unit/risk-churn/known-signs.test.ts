import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { methods } from '../../../src-main/engines/risk/churn/blend-parts';
import { type ChurnModel, horizons } from '../../../src-main/engines/risk/churn/churn-model';
import { allColumns, collectRows } from '../../../src-main/engines/risk/churn/churn-rows';
import {
  canBeFitted,
  churnModel,
  type FittedParts,
  fitChurn,
} from '../../../src-main/engines/risk/churn/fit-churn';
import { forecastChances } from '../../../src-main/engines/risk/churn/forecast';
import { cardFigures } from '../../../src-main/engines/risk/churn/model-card';
import { walkForward } from '../../../src-main/engines/risk/churn/walk-forward';
import { knownSignOf } from '../../../src-main/engines/risk/features/known-signs';
import { readRisk } from '../../../src-main/engines/risk/features/risk-features';
import { createRandom } from '../../../src-main/lib/statistics/random';
import { runThrough } from '../../support/run-through';
import { through } from './simulated-accounts';
import { type Storied, storiedAccounts, subjectOfStory, type Tale, worsenings } from './storied-accounts';

const featureIds = [1, 2, 3];

function fittedTo(accounts: readonly Storied[]): FittedParts | null {
  const collector = collectRows(featureIds, through);
  for (const account of accounts) collector.add(subjectOfStory(account));
  const rows = collector.rows();
  return canBeFitted(rows, through + 1) ? runThrough(fitChurn(rows, featureIds, 1)) : null;
}

function chancesOf(model: ChurnModel, account: Storied, asOf: number): number[] {
  const subject = subjectOfStory(account);
  const createdDay = account.story.created ?? 0;
  const { values, commitment } = readRisk(subject, createdDay, asOf, featureIds);
  const ofTerms = model.score.terms.map(({ column }) => values[column as keyof typeof values] ?? Number.NaN);
  return forecastChances(model, { values: Float64Array.from(ofTerms), createdDay, asOf, commitment });
}

/** Every way in which a served chance fell though something became worse. */
function fallsOf(tale: Tale, accountsTried: number): string[] {
  const accounts = storiedAccounts(90, tale);
  const fitted = fittedTo(accounts);
  if (fitted === null) return [];
  const { next, below } = createRandom(tale.seed + 1);
  const falls: string[] = [];
  for (const method of methods) {
    const model = churnModel(fitted, method, through);
    for (let tried = 0; tried < accountsTried; tried++) {
      const account = accounts[Math.floor(next() * accounts.length)] as Storied;
      const asOf = Math.min(account.story.churned || through, (account.story.created ?? 0) + 40 + below(400));
      for (const [name, worsen] of Object.entries(worsenings)) {
        const before = chancesOf(model, account, asOf);
        const after = chancesOf(model, worsen(account, asOf, below), asOf);
        horizons.forEach((days, i) => {
          const fall = (before[i] as number) - (after[i] as number);
          if (fall > 1e-12)
            falls.push(`${name}: within ${days} days by ${method} ${before[i]} became ${after[i]}`);
        });
      }
    }
  }
  return falls;
}

/** A company in which bad news went along with staying, and one in which it did not. */
const against: Tale = { seed: 3, trouble: -4, use: 4, hasTickets: true, hasPayments: true };
const along: Tale = { seed: 4, trouble: 4, use: -4, hasTickets: true, hasPayments: true };

describe('a chance to leave never falls when something a manager knows to be bad', () => {
  test.each([
    ['went along with staying', against],
    ['went along with leaving', along],
    ['was never written down before', { ...against, hasTickets: false, hasPayments: false }],
  ])('%s becomes worse', (_name, tale) => {
    expect(fallsOf(tale, 12)).toEqual([]);
  });

  test('in any company becomes worse', () => {
    const runs = Number(process.env['STEWARD_SIGN_RUNS'] ?? 3);
    const tale = fc.record({
      seed: fc.nat(1_000_000),
      trouble: fc.integer({ min: -5, max: 5 }),
      use: fc.integer({ min: -5, max: 5 }),
      hasTickets: fc.boolean(),
      hasPayments: fc.boolean(),
    });
    fc.assert(
      fc.property(tale, (told) => {
        expect(fallsOf(told, 6)).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});

test('bad news that comes true still raises the chance', () => {
  const accounts = storiedAccounts(90, along);
  const fitted = fittedTo(accounts);
  if (fitted === null) throw new Error('not fitted');
  const model = churnModel(fitted, 'hazard', through);
  const account = accounts.find(({ story }) => story.churned === 0) as Storied;
  const draw = () => 1;
  const asOf = through;
  const [, before = 0] = chancesOf(model, account, asOf);
  for (const name of ['an urgent ticket is opened', 'use stops for 28 days']) {
    const [, after = 0] = chancesOf(model, worsenings[name]?.(account, asOf, draw) ?? account, asOf);
    expect(after, name).toBeGreaterThan(before + 0.001);
  }
});

test('every column of use, voice, contraction and payments has a sign with a reason; size and age have none', () => {
  const without = allColumns([7]).filter((column) => knownSignOf(column) === undefined);
  expect(without).toEqual([
    ...['log_mrr', 'log_seats', 'log_mrr_per_seat', 'discount', 'log_billing_months', 'log_tenure'],
    ...['first_month', 'months_to_term_end', 'term_ends', 'returned', 'earlier_lives'],
    ...['log_interventions_90', 'log_days_since_intervention', 'intervention_under_way'],
  ]);
  for (const column of allColumns([7])) {
    const sign = knownSignOf(column);
    if (sign !== undefined) expect(sign.reason).toMatch(/^[A-Z].*\.$/);
  }
});

describe('the model card', () => {
  const cardOf = (tale: Tale) => {
    const collector = collectRows(featureIds, through);
    for (const account of storiedAccounts(90, tale)) collector.add(subjectOfStory(account));
    const rows = collector.rows();
    const fitted = runThrough(fitChurn(rows, featureIds, 1));
    const model = churnModel(fitted, 'hazard', through);
    const walked = runThrough(walkForward(rows, featureIds, 1));
    const featureNames = new Map([[1, 'Search']]);
    const accounts = { all: 90, learnedFrom: 90 };
    return cardFigures({ model, fitted, rows, walked, seed: 1, through, featureNames, accounts });
  };

  test('tells what the data says against a manager, and shows no error of what is held at 0', () => {
    const { limits, features } = cardOf(against);
    expect(limits.join('\n')).toMatch(
      /In your data these accounts left no more often .*(that opened more (severe )?tickets|with an urgent ticket open).*bad news never lowers a chance/,
    );
    const held = features.filter(({ coefficient }) => coefficient === 0);
    expect(held.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['log_tickets', 'log_severe_tickets', 'log_events_28']),
    );
    expect(held.every(({ standardError }) => standardError === null)).toBe(true);
    const free = features.filter(({ coefficient }) => coefficient !== null && coefficient !== 0);
    expect(free.length).toBeGreaterThan(5);
    expect(free.every(({ standardError }) => (standardError ?? 0) > 0)).toBe(true);
  });

  test('says nothing against a manager where bad news went along with leaving', () => {
    const { limits, features } = cardOf(along);
    expect(limits.join('\n')).not.toMatch(/left no more often.*ticket/);
    expect(features.find(({ name }) => name === 'log_tickets')?.coefficient).toBeGreaterThan(0);
  });
});
