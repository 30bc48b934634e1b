import type { ListedMilestone } from '../../../../src-preload/contract/milestones/milestones';

export interface Step {
  readonly milestone: ListedMilestone;
  /** How many steps lie before it. */
  readonly depth: number;
  /** Names of what it waits for. */
  readonly after: readonly string[];
}

/** A plan's milestones with all that they need, each after what it needs. */
export function stepsOf(all: readonly ListedMilestone[], chosen: readonly string[]): Step[] {
  const byId = new Map(all.map((milestone) => [milestone.id, milestone]));
  const steps = new Map<string, Step>();
  const seen = new Set<string>();
  function visit(id: string): void {
    const milestone = byId.get(id);
    if (milestone === undefined || seen.has(id)) return;
    seen.add(id);
    const needed = milestone.definition.prerequisites.filter((one) => byId.has(one));
    for (const one of needed) visit(one);
    steps.set(id, {
      milestone,
      depth: Math.max(0, ...needed.map((one) => (steps.get(one)?.depth ?? -1) + 1)),
      after: needed.map((one) => byId.get(one)?.name ?? ''),
    });
  }
  for (const id of chosen) visit(id);
  return [...steps.values()];
}
