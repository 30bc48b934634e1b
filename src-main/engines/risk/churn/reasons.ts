import type { ChurnReason } from '../../../../src-preload/contract/risk/forecast';
import { counted } from '../../../../src-preload/contract/words';
import { columnSaid, type Seen } from '../features/column-words';
import type { AdditiveTerm } from './additive-score';
import type { ChurnModel } from './churn-model';
import type { Forecast, ForecastSubject } from './forecast';
import { withShownPoints } from './shown-points';

/** A subject with all that was read of it, for the words. */
export interface ReadSubject extends ForecastSubject {
  readonly seen: Seen;
}

const shownReasons = 15;

/**
 * Why an account's chance to leave within 90 days differs from that of the average account: first its age and contract,
 * then what was read of it, the strongest first. Points of probability are shared out in proportion to log-odds, and all
 * of them add up to p90 - base90.
 */
export function reasonsOf(
  model: ChurnModel,
  subject: ReadSubject,
  forecast: Forecast,
  base90: number,
  featureNames: ReadonlyMap<number, string>,
): ChurnReason[] {
  const p90 = forecast.chances[1] as number;
  const average90 = forecast.averageChances[1] as number;
  const distance = forecast.contributions.reduce((sum, own) => sum + own, 0);
  const perLogOdds = Math.abs(distance) < 1e-9 ? 0 : (p90 - average90) / distance;
  const read = model.score.terms
    .map((term, i) => ({
      feature: term.column,
      text: columnSaid(term.column, subject.values[i] as number, featureNames, subject.seen),
      logOdds: forecast.contributions[i] as number,
      setsApart: setsApart(model, forecast, i),
      raisedBy: raisedBy(term, subject.values[i] as number),
    }))
    .filter(({ logOdds }) => logOdds !== 0)
    .sort((left, right) => Math.abs(right.logOdds) - Math.abs(left.logOdds));
  const shown = read
    .slice(0, shownReasons)
    .map(({ logOdds, ...reason }) => ({ ...reason, points: logOdds * perLogOdds }));
  const rest = read.slice(shownReasons).reduce((sum, { logOdds }) => sum + logOdds, 0);
  return withShownPoints(base90, [
    {
      feature: 'contract',
      text: contractSaid(model, subject),
      points: average90 - base90,
      setsApart: true,
      raisedBy: null,
    },
    ...shown,
    ...(rest === 0
      ? []
      : [
          {
            feature: 'rest',
            text: 'Everything else together',
            points: rest * perLogOdds,
            setsApart: false,
            raisedBy: null,
          },
        ]),
  ]);
}

/**
 * What raises the chance most of all that sets the account apart, in words; where nothing does, the end of its term, if
 * accounts leave only then. Null when there is nothing to say.
 */
export function topReason(
  model: ChurnModel,
  subject: ReadSubject,
  forecast: Pick<Forecast, 'contributions'>,
  featureNames: ReadonlyMap<number, string>,
): string | null {
  let place = -1;
  forecast.contributions.forEach((own, i) => {
    const most = place < 0 ? 0 : (forecast.contributions[place] as number);
    if (own > most && setsApart(model, forecast, i)) place = i;
  });
  const term = model.score.terms[place];
  if (term !== undefined)
    return columnSaid(term.column, subject.values[place] as number, featureNames, subject.seen);
  return termEndsWithin(model, subject, 90) ? contractSaid(model, subject) : null;
}

/** What most accounts share, or a quarter of them outdo, tells none of them apart; log-odds nearer than this are the same. */
const sameLogOdds = 1e-6;

/** Whether a term raises the chance by more than it does for three quarters of the months learned from, or lowers it. */
function setsApart(
  { means, upperQuartiles }: ChurnModel,
  { contributions }: Pick<Forecast, 'contributions'>,
  i: number,
): boolean {
  const own = contributions[i] as number;
  if (own <= 0 || upperQuartiles === undefined) return true;
  return own + (means[i] as number) > (upperQuartiles[i] as number) + sameLogOdds;
}

/** From the term's lowest step to its highest, slope included. */
function raisedBy({ slope, cuts, steps }: AdditiveTerm, value: number): ChurnReason['raisedBy'] {
  if (Number.isNaN(value)) return null;
  const span = cuts.length < 2 ? 1 : (cuts[cuts.length - 1] as number) - (cuts[0] as number);
  const rise = slope * span + (steps[steps.length - 1] as number) - (steps[0] as number);
  if (rise === 0) return null;
  return rise > 0 ? 'more' : 'less';
}

function termEndsWithin({ gate }: ChurnModel, { commitment, asOf }: ForecastSubject, days: number): boolean {
  return gate.kind === 'terms' && commitment.some(({ day }) => day - asOf <= days);
}

function contractSaid({ gate }: ChurnModel, { commitment, asOf }: ForecastSubject): string {
  const next = Math.min(...commitment.map(({ day }) => day));
  if (gate.kind === 'open' || commitment.length === 0) return 'The age of the account and its contract';
  const days = next - asOf;
  if (days > 90) return `No term ends within 90 days (the next in ${days} days)`;
  return `A term ends in ${counted(days, 'day')}`;
}
