import { logit } from '../../../lib/statistics/logistic';
import { termAt } from '../churn/additive-score';
import type { ChurnModel } from '../churn/churn-model';
import type { Forecast } from '../churn/forecast';
import type { ReadSubject } from '../churn/read-subject';
import { columnSaid } from '../features/column-words';
import type { ChurnBook } from '../headline/churn-book';
import { worseThanPeers } from './compared-with-peers';
import { ageReason, termReason } from './contract-reasons';
import { comparableTo, type PeerGroup } from './peers';
import type { Reason } from './reason';

/** Odds a tenth higher than those of comparable accounts: less is no reason of a risk. */
export const leastLogOdds = Math.log(1.1);

/**
 * What raises the chance most against comparable accounts: something of which the account has worse than three quarters of
 * them; where there is none, that a long term ends soon, or that it is younger than most. Null: like most accounts of its
 * kind.
 */
export function mainReason(
  model: ChurnModel,
  subject: ReadSubject,
  forecast: Pick<Forecast, 'chances' | 'averageChances'>,
  { mean90, peers }: Pick<ChurnBook, 'mean90' | 'peers'>,
  featureNames: ReadonlyMap<number, string>,
): Reason | null {
  const group = comparableTo(peers, subject.segment);
  let found: Reason | null = null;
  let most = leastLogOdds;
  model.score.terms.forEach((_, i) => {
    const raised = raisedAgainst(model, subject, group, i);
    if (raised === null || raised.logOdds < most) return;
    most = raised.logOdds;
    found = {
      column: model.score.terms[i]?.column ?? '',
      text: reasonText(model, subject, i, raised.like, featureNames),
    };
  });
  if (found !== null) return found;
  const isRaised = (chances: readonly number[]) =>
    logit(kept(chances[1] as number)) - logit(kept(mean90)) >= leastLogOdds;
  // How it is billed is part of a contract whose term ends: the whole chance tells; of its age that of an average account.
  const term = isRaised(forecast.chances) ? termReason(model, subject) : null;
  return term ?? (isRaised(forecast.averageChances) ? ageReason(subject, group) : null);
}

/** How much a term raises the chance against comparable accounts, and where those lie; null where it is no reason. */
export function raisedAgainst(
  { score }: ChurnModel,
  { values, seen }: Pick<ReadSubject, 'values' | 'seen'>,
  { columns }: PeerGroup,
  i: number,
): { readonly logOdds: number; readonly like: string } | null {
  const term = score.terms[i];
  if (term === undefined) return null;
  const value = values[i] as number;
  const quartiles = columns[term.column];
  const like = worseThanPeers(term.column, value, quartiles, seen.currency);
  if (like === null || quartiles === undefined) return null;
  return { logOdds: termAt(term, value) - termAt(term, quartiles[1]), like };
}

function reasonText(
  { score }: ChurnModel,
  { values, seen }: ReadSubject,
  i: number,
  like: string,
  featureNames: ReadonlyMap<number, string>,
): string {
  return `${columnSaid(score.terms[i]?.column ?? '', values[i] as number, featureNames, seen)}; ${like}`;
}

const kept = (chance: number) => Math.min(Math.max(chance, 1e-6), 1 - 1e-6);
