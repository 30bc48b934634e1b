import { StewardError } from '../../lib/steward-error';
import type { ReadDb } from '../../store/types';
import { subjectsToJudge } from './judge-subjects';
import { checkTree, errorsOf, ruleChecking } from './rule-checking';

/**
 * Accounts of which it is certain that they are in one of the segments on a day, by id.
 * @throws StewardError not_found for a segment that is gone, invalid_input for one that can't be judged any more: a list must
 * not show others than it says
 */
export function accountsInSegments(db: ReadDb, day: number, ids: readonly string[]): number[] {
  const checking = ruleChecking(db);
  const trees = ids.map((id) => {
    const segment = checking.segments.get(id);
    if (segment === undefined)
      throw new StewardError('not_found', 'This segment is not there any more. Take it out of the filter.');
    const { conditions, findings } = checkTree(segment.conditions, 'conditions', checking);
    if (conditions === null)
      throw new StewardError(
        'invalid_input',
        `The segment “${segment.name}” can’t be judged: ${errorsOf(findings).join(' ')} Mend it, or take it out of the filter.`,
      );
    return conditions;
  });
  const accounts = subjectsToJudge(db, day, { subject: 'account', whom: 'all', facts: checking, trees });
  return [...new Set(trees.flatMap((tree) => accounts.judge(tree).matching))];
}
