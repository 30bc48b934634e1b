import type { ChurnReason } from '../../../../src-preload/contract/risk/forecast';
import { counted } from '../../../../src-preload/contract/words';
import { columnSaid } from '../features/column-words';
import type { ChurnBook } from '../headline/churn-book';
import { leastLogOdds, raisedAgainst } from '../reasons/main-reason';
import { comparableTo } from '../reasons/peers';
import type { AdditiveTerm } from './additive-score';
import type { ChurnModel } from './churn-model';
import type { Forecast } from './forecast';
import type { ReadSubject } from './read-subject';
import { withShownPoints } from './shown-points';

const shownReasons = 15;
/** What rounding in sums can make of the same chance. */
const sameChance = 1e-9;

/**
 * Why an account's chance to leave within 90 days differs from that of the average account: first its age and contract,
 * then what was read of it, the strongest first. Points of probability are shared out in proportion to log-odds, and all
 * of them add up to p90 - base90. What came in since the chance was told has a part of its own, which takes it out again.
 */
export function reasonsOf(
  model: ChurnModel,
  subject: ReadSubject,
  forecast: Forecast,
  { mean90: base90, peers }: Pick<ChurnBook, 'mean90' | 'peers'>,
  featureNames: ReadonlyMap<number, string>,
): ChurnReason[] {
  const p90 = forecast.readNow[1] as number;
  const late = (forecast.chances[1] as number) - p90;
  const average90 = forecast.averageChances[1] as number;
  const distance = forecast.contributions.reduce((sum, own) => sum + own, 0);
  const perLogOdds = Math.abs(distance) < 1e-9 ? 0 : (p90 - average90) / distance;
  const group = comparableTo(peers, subject.segment);
  const read = model.score.terms
    .map((term, i) => {
      const raised = raisedAgainst(model, subject, group, i);
      const said = columnSaid(term.column, subject.values[i] as number, featureNames, subject.seen);
      return {
        feature: term.column,
        text: raised === null ? said : `${said}; ${raised.like}`,
        logOdds: forecast.contributions[i] as number,
        setsApart: raised !== null && raised.logOdds >= leastLogOdds,
        raisedBy: raisedBy(term, subject.values[i] as number),
      };
    })
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
    ...(Math.abs(late) < sameChance
      ? []
      : [
          {
            feature: 'late',
            text: 'What came in after the chance was foretold is not yet in it',
            points: late,
            setsApart: false,
            raisedBy: null,
          },
        ]),
  ]);
}

/** From the term's lowest step to its highest, slope included. */
function raisedBy({ slope, cuts, steps }: AdditiveTerm, value: number): ChurnReason['raisedBy'] {
  if (Number.isNaN(value)) return null;
  const span = cuts.length < 2 ? 1 : (cuts[cuts.length - 1] as number) - (cuts[0] as number);
  const rise = slope * span + (steps[steps.length - 1] as number) - (steps[0] as number);
  if (rise === 0) return null;
  return rise > 0 ? 'more' : 'less';
}

function contractSaid({ gate }: ChurnModel, { commitment, asOf }: ReadSubject): string {
  const next = Math.min(...commitment.map(({ day }) => day));
  if (gate.kind === 'open' || commitment.length === 0) return 'The age of the account and its contract';
  const days = next - asOf;
  if (days > 90) return `No term ends within 90 days (the next in ${days} days)`;
  return `A term ends in ${counted(days, 'day')}`;
}
