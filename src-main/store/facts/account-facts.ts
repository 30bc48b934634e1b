import type { ReadDb } from '../types';
import type { AccountFact } from './account-fact';
import { factsOfFeatures } from './facts-of-features';
import { factsOfHealth } from './facts-of-health';
import { factsOfRisk } from './facts-of-risk';
import { factsOfTalks } from './facts-of-talks';
import { factsOfTheCompany } from './facts-of-the-company';
import { factsOfTheContract } from './facts-of-the-contract';
import { factsOfUse } from './facts-of-use';
import { factsOfVoice } from './facts-of-voice';
import { ownFieldFacts } from './own-field-facts';

const beforeFeatures: readonly AccountFact[] = [...factsOfHealth, ...factsOfRisk, ...factsOfUse];
const behindFeatures: readonly AccountFact[] = [
  ...factsOfTheContract,
  ...factsOfVoice,
  ...factsOfTalks,
  ...factsOfTheCompany,
];

/**
 * All facts of accounts by name, in the order in which an editor offers them: those of every company, those of its features, and
 * its own fields.
 */
export function accountFacts(db: ReadDb): ReadonlyMap<string, AccountFact> {
  const all = [...beforeFeatures, ...factsOfFeatures(db), ...behindFeatures, ...ownFieldFacts(db)];
  return new Map(all.map((one) => [one.fact.name, one]));
}
