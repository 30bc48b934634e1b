import { readDuty } from '../../store/runner/duty';
import type { SyncContext } from '../wire/context';
import { keepCompanyUp } from './keep-company-up';
import { isLost, pushDocuments } from './push-documents';
import { pushJudgings } from './push-judgings';
import { pushMilestones } from './push-milestones';
import { pushMoves } from './push-moves';
import { pushScores } from './push-scores';
import type { RunnerTurn } from './runner-turn';

/**
 * Takes this host's turn in the election and, with the duty, brings to the company what was computed for it. A round of sync
 * is well done without it: what went wrong is tried again with the next one.
 */
export async function pushForCompany(turn: RunnerTurn, context: SyncContext): Promise<void> {
  try {
    if (!(await turn.take(context))) return;
    const duty = readDuty(context.store.read);
    if (duty === null) return;
    const published = await pushDocuments(context, duty);
    const pushed = published.outcome === 'applied' ? await pushScores(context, duty) : published;
    // What a rule does rests on the levels that were written down.
    const judged = pushed.outcome === 'applied' ? await pushJudgings(context, duty) : pushed;
    const moved = judged.outcome === 'applied' ? await pushMoves(context, duty) : judged;
    const counted = isLost(moved) ? moved : await pushMilestones(context, duty);
    const answer = isLost(counted) ? counted : await keepCompanyUp(context, duty);
    if (isLost(answer)) turn.lose(context.store);
  } catch (error) {
    context.log?.warn({ err: error }, 'what was computed for the company did not get there');
  }
}
