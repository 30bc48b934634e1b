import type { CtaCounts } from '../../../src-preload/contract/effect/measured-means';
import type { RuleCta } from './deeds';

/** What the calls to action of each rule came to. One that ended because its account was merged counts with the one that stands. */
export function countCtas(ctas: readonly RuleCta[]): Map<string, CtaCounts> {
  const counts = new Map<string, CtaCounts>();
  for (const { rule, end } of ctas) {
    if (end === 'merged') continue;
    const own = counts.get(rule) ?? { opened: 0, closed: noneClosed };
    const closed = end === null ? own.closed : { ...own.closed, [end]: own.closed[end] + 1 };
    counts.set(rule, { opened: own.opened + 1, closed });
  }
  return counts;
}

const noneClosed: CtaCounts['closed'] = {
  resolved: 0,
  no_response: 0,
  lost: 0,
  not_needed: 0,
  false_alarm: 0,
};
