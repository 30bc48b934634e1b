import type { HorizonJudgement } from '../../../../src-preload/contract/risk/model-card';
import { counted, decimals } from '../../../../src-preload/contract/words';

type Judged = Pick<HorizonJudgement, 'horizon' | 'verdict' | 'area' | 'accountsLeft' | 'brier' | 'baseBrier'>;

/** What the figures of a horizon come to, in a sentence that a manager can act on. */
export function judgementWords({ horizon, verdict, area, accountsLeft, brier, baseBrier }: Judged): string {
  const days = `Within ${horizon} days`;
  if (verdict === 'too_few' || area === null) {
    return `${days}: only ${counted(accountsLeft, 'account')} left in months it had not seen, too few to tell how well it ranks.`;
  }
  const said = `AUC ${decimals(area.area, 3)} (95% interval ${decimals(area.low, 3)} to ${decimals(area.high, 3)})`;
  if (verdict === 'better') return `${days} it ranks better than chance: ${said}.`;
  const why =
    area.low <= 0.5
      ? `${said} holds the 0.5 of a coin`
      : `its Brier score of ${decimals(brier, 4)} is no better than the ${decimals(baseBrier, 4)} of always saying the base rate`;
  return `${days} it ranks like chance: ${why}. Nothing of it is shown.`;
}
