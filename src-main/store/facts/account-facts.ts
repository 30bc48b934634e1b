import type { Fact } from '../../../src-preload/contract/rules/fact';
import type { ReadDb } from '../types';
import type { AccountFact } from './account-fact';
import { factsOfHealth } from './facts-of-health';
import { factsOfRisk } from './facts-of-risk';
import { factsOfTheCompany } from './facts-of-the-company';
import { factsOfTheContract } from './facts-of-the-contract';
import { factsOfUse } from './facts-of-use';
import { factsOfVoice } from './facts-of-voice';
import { ownFieldFacts } from './own-field-facts';

const everyCompany: readonly AccountFact[] = [
  ...factsOfHealth,
  ...factsOfRisk,
  ...factsOfUse,
  ...factsOfTheContract,
  ...factsOfVoice,
  ...factsOfTheCompany,
];

/** All facts of accounts by name, in the order in which an editor offers them: those of every company, and its own fields. */
export function accountFacts(db: ReadDb): ReadonlyMap<string, AccountFact> {
  return new Map([...everyCompany, ...ownFieldFacts(db)].map((one) => [one.fact.name, one]));
}

/** The catalogue alone. */
export function factsOf(facts: ReadonlyMap<string, AccountFact>): ReadonlyMap<string, Fact> {
  return new Map([...facts].map(([name, { fact }]) => [name, fact]));
}
