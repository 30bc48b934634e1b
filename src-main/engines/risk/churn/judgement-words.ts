import type { HorizonJudgement } from '../../../../src-preload/contract/risk/model-card';
import { counted, decimals } from '../../../../src-preload/contract/words';

type Judged = Pick<
  HorizonJudgement,
  'horizon' | 'verdict' | 'area' | 'accountsLeft' | 'brier' | 'baseBrier'
> & { readonly all: Pick<HorizonJudgement['parts'][number], 'ratio' | 'low' | 'high'> };

/** What the figures of a horizon come to, in a sentence that a manager can act on. */
export function judgementWords({
  horizon,
  verdict,
  area,
  accountsLeft,
  brier,
  baseBrier,
  all,
}: Judged): string {
  const days = `Within ${horizon} days`;
  if (verdict === 'too_few' || area === null) {
    return `${days}: only ${counted(accountsLeft, 'account')} left in months it had not seen, too few to tell how well it ranks.`;
  }
  const said = `AUC ${decimals(area.area, 3)} (95% interval ${decimals(area.low, 3)} to ${decimals(area.high, 3)})`;
  if (verdict === 'better') return `${days} it ranks better than chance: ${said}.`;
  if (verdict === 'off')
    return `${days} it ranks better than chance (${said}), but ${countedWrong(all)}.${farWords(horizon)}`;
  const why =
    area.low <= 0.5
      ? `${said} holds the 0.5 of a coin`
      : `its Brier score of ${decimals(brier, 4)} is no better than the ${decimals(baseBrier, 4)} of always saying the base rate`;
  return `${days} it ranks like chance: ${why}. Nothing of it is shown.`;
}

function countedWrong({ ratio, low, high }: Judged['all']): string {
  const interval =
    high === null
      ? `at least ${decimals(low, 2)}`
      : `95% interval ${decimals(low, 2)} to ${decimals(high, 2)}`;
  return `it foretold ${decimals(ratio ?? 0, 2)} departures for each that came (${interval})`;
}

function farWords(horizon: HorizonJudgement['horizon']): string {
  return horizon === 180
    ? ' So far ahead no chance is shown.'
    : ' Take its chances for an order, not for a count.';
}
