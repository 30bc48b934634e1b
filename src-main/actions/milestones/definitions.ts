import { isDeepStrictEqual } from 'node:util';
import type { MilestoneDefinition } from '../../../src-preload/contract/milestones/milestone-definition';
import type { PlanDefinition } from '../../../src-preload/contract/milestones/plan';
import type { Role } from '../../../src-preload/contract/roles';
import { circleOf } from '../../engines/milestones/needs';
import { StewardError } from '../../lib/steward-error';
import {
  type Milestone,
  type Plan,
  readMilestones,
  readPlans,
} from '../../store/milestones/read-definitions';
import type { Tx } from '../../store/types';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { isSameName, writerOf } from '../rules/rules';

/** Why somebody may not write milestones and plans, in words, as the company decides it too; null: they may. */
export function milestoneLock(role: Role): string | null {
  return role === 'admin'
    ? null
    : 'Only admins write milestones and success plans: they concern everybody’s accounts.';
}

export interface ToSave<Definition> {
  /** Undefined: a new one. */
  readonly id: string | undefined;
  /** The version that it was begun on; the one there is now, when undefined. */
  readonly version: number | undefined;
  readonly name: string;
  readonly definition: Definition;
  /** Of a milestone: whether those are celebrated who complete it by the change. */
  readonly celebrateAtOnce?: boolean | undefined;
}

/**
 * A new milestone, or a change of one, for the whole company. Only what differs is a change.
 * @param errors what is wrong with what completes it @returns its key
 * @throws StewardError invalid_input, such as for prerequisites that go round in a circle; conflict for a name that is taken; not_found, forbidden
 */
export function saveMilestone(
  context: ActionContext,
  saved: ToSave<MilestoneDefinition>,
  errors: readonly string[],
): string {
  if (errors.length > 0)
    throw new StewardError('invalid_input', `The milestone can’t be saved like this: ${errors.join(' ')}`, {
      completion: errors.join(' '),
    });
  return decide(context, 'save milestone', (tx) => {
    refuseOthers(tx, context);
    const there = readMilestones(tx);
    const before = beforeOf(saved, there, 'milestone');
    refuseNeeds(saved, there);
    return write(tx, context, 'milestone.save', saved, before);
  });
}

function refuseNeeds(
  { id, name, definition }: ToSave<MilestoneDefinition>,
  there: readonly Milestone[],
): void {
  const own = { id: id ?? '', name, prerequisites: definition.prerequisites };
  const others = there.filter((milestone) => milestone.id !== id);
  const gone = definition.prerequisites.find(
    (needed) => needed !== id && !others.some((other) => other.id === needed),
  );
  if (gone !== undefined) refuse('One of the milestones before it is not there any more: choose again.');
  const way = circleOf([own, ...others]);
  if (way !== null)
    refuse(`The milestones go round in a circle: ${way.map((step) => `“${step}”`).join(' needs ')}.`);
  const { audience } = definition;
  const strange =
    audience === 'account'
      ? others.find(
          (other) => definition.prerequisites.includes(other.id) && other.definition.audience === 'contact',
        )
      : others.find(
          (other) => other.prerequisites.includes(id ?? '') && other.definition.audience === 'account',
        );
  if (strange !== undefined)
    refuse(`A milestone of the account can’t wait for one of single contacts: see “${strange.name}”.`);
}

function refuse(words: string): never {
  throw new StewardError('invalid_input', words, { prerequisites: words });
}

/** One that is gone already is no error. @throws StewardError conflict for one that is used, with what uses it; forbidden */
export function removeMilestone(context: ActionContext, id: string): void {
  decide(context, 'remove milestone', (tx) => {
    refuseOthers(tx, context);
    const [milestones, plans] = [readMilestones(tx), readPlans(tx)];
    const before = milestones.find((milestone) => milestone.id === id);
    if (before === undefined) return;
    const users = [
      ...plans.filter(({ definition }) => definition.milestones.includes(id)),
      ...milestones.filter(({ prerequisites }) => prerequisites.includes(id)),
    ].map(({ name }) => `“${name}”`);
    if (users.length > 0)
      throw new StewardError(
        'conflict',
        `“${before.name}” is used by ${users.join(', ')}. Take it out of there first, then remove it.`,
      );
    operate(tx, context, { kind: 'milestone.remove', patch: {}, subject: null, changes: { entry: id } });
  });
}

/** A new success plan, or a change of one. @returns its key @throws StewardError as `saveMilestone` does */
export function savePlan(context: ActionContext, saved: ToSave<PlanDefinition>): string {
  return decide(context, 'save success plan', (tx) => {
    refuseOthers(tx, context);
    const before = beforeOf(saved, readPlans(tx), 'success plan');
    const there = new Set(readMilestones(tx).map(({ id }) => id));
    if (saved.definition.milestones.some((id) => !there.has(id)))
      throw new StewardError('invalid_input', 'One of its milestones is not there any more: take it out.');
    if (saved.definition.isOn && saved.definition.milestones.length === 0)
      throw new StewardError('invalid_input', 'A plan that is on needs a milestone at least.', {
        milestones: 'Add one.',
      });
    return write(tx, context, 'plan.save', saved, before);
  });
}

/** What its accounts have reached stays. One that is gone already is no error. @throws StewardError forbidden */
export function removePlan(context: ActionContext, id: string): void {
  decide(context, 'remove success plan', (tx) => {
    refuseOthers(tx, context);
    if (readPlans(tx).every((plan) => plan.id !== id)) return;
    operate(tx, context, { kind: 'plan.remove', patch: {}, subject: null, changes: { entry: id } });
  });
}

function refuseOthers(tx: Tx, context: ActionContext): void {
  const lock = milestoneLock(writerOf(tx, context).role);
  if (lock !== null) throw new StewardError('forbidden', lock);
}

function beforeOf<Entry extends Milestone | Plan>(
  { id, name }: ToSave<unknown>,
  there: readonly Entry[],
  what: string,
): Entry | undefined {
  if (there.some((entry) => entry.id !== id && isSameName(entry.name, name)))
    throw new StewardError('conflict', `A ${what} named ${name} exists already. Choose another name.`, {
      name: 'This name is taken.',
    });
  const before = there.find((entry) => entry.id === id);
  if (id !== undefined && before === undefined)
    throw new StewardError(
      'not_found',
      `This ${what} is not in your copy any more. What you wrote is still here: save it under a new name.`,
    );
  return before;
}

function write(
  tx: Tx,
  context: ActionContext,
  kind: 'milestone.save' | 'plan.save',
  { id, version, name, definition, celebrateAtOnce }: ToSave<MilestoneDefinition> | ToSave<PlanDefinition>,
  before: Milestone | Plan | undefined,
): string {
  const patch = {
    ...(name === before?.name ? {} : { name }),
    ...(isDeepStrictEqual(definition, before?.definition) ? {} : { definition }),
  };
  if (before === undefined || id === undefined)
    return operate(tx, context, { kind, patch, subject: null } as Parameters<typeof operate>[2]);
  if (Object.keys(patch).length === 0) return id;
  const asked = celebrateAtOnce === undefined ? patch : { ...patch, celebrate_at_once: celebrateAtOnce };
  const changes = { entry: id, version: Math.min(version ?? before.version, before.version) };
  return operate(tx, context, { kind, patch: asked, subject: null, changes } as Parameters<
    typeof operate
  >[2]);
}
