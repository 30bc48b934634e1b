import { starterMilestones, starterPlans } from '../../engines/milestones/starter-set';
import { StewardError } from '../../lib/steward-error';
import { readMilestones, readPlans } from '../../store/milestones/read-definitions';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { isSameName, writerOf } from '../rules/rules';
import { milestoneLock } from './definitions';

/**
 * Adds the milestones and plans to begin with; what is there under the same name already stays as it is. The plans are off.
 * @returns how many milestones were added @throws StewardError forbidden
 */
export function addStarters(context: ActionContext): number {
  return decide(context, 'add starters', (tx) => {
    const lock = milestoneLock(writerOf(tx, context).role);
    if (lock !== null) throw new StewardError('forbidden', lock);
    const [there, plans] = [readMilestones(tx), readPlans(tx)];
    const ids = new Map<string, string>();
    let added = 0;
    for (const { name, after, definition } of starterMilestones) {
      const known = there.find((milestone) => isSameName(milestone.name, name));
      const prerequisites = after.flatMap((needed) => ids.get(needed) ?? []);
      const patch = { name, definition: { ...definition, prerequisites } };
      ids.set(name, known?.id ?? operate(tx, context, { kind: 'milestone.save', patch, subject: null }));
      if (known === undefined) added += 1;
    }
    for (const { name, milestones, definition } of starterPlans) {
      if (plans.some((plan) => isSameName(plan.name, name))) continue;
      const own = milestones.flatMap((milestone) => ids.get(milestone) ?? []);
      operate(tx, context, {
        kind: 'plan.save',
        patch: { name, definition: { ...definition, milestones: own } },
        subject: null,
      });
    }
    return added;
  });
}
