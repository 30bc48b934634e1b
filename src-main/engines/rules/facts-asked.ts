import type { CheckedCondition, CheckedPart, FactUse } from '../../../src-preload/contract/rules/checked';

/** What conditions ask about, each use of a fact once. */
export function factsAsked(part: CheckedPart): FactUse[] {
  const uses = new Map<string, FactUse>();
  for (const { use } of conditionsOf(part)) uses.set(use.key, use);
  return [...uses.values()];
}

/**
 * How many days before the one that is judged conditions look at, the day of the look before not counted: for changes, days
 * in a row, and facts over windows of days.
 */
export function daysLookedBack(part: CheckedPart): number {
  return Math.max(0, ...conditionsOf(part).map(lookBackOf));
}

function lookBackOf({ use, test, forDays }: CheckedCondition): number {
  const window = use.fact.parameters.find(({ type }) => type === 'days');
  const days = window === undefined ? 0 : Number(use.params[window.name]);
  return days + (test.asks === 'change' ? test.days : 0) + forDays - 1;
}

export function conditionsOf(part: CheckedPart): CheckedCondition[] {
  return part.kind === 'condition' ? [part] : part.parts.flatMap(conditionsOf);
}
