import { isDeepStrictEqual } from 'node:util';
import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import type { Rule, RuleState } from '../../../src-preload/contract/rules/rule-entry';
import { StewardError } from '../../lib/steward-error';
import { readRole } from '../../store/copy/membership';
import { readLogin } from '../../store/copy/sync-state';
import { readRule, readRules } from '../../store/rules/read-rules';
import type { ReadDb, Tx } from '../../store/types';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { refuseLocked, ruleLock, switchLock, type Writer } from './locks';

export interface RuleToSave {
  /** Undefined: a new one, a draft. */
  readonly id: string | undefined;
  /** The version that it was begun on; the one there is now, when undefined. */
  readonly version: number | undefined;
  readonly name: string;
  readonly definition: RuleDefinition;
  /** Of one that acts: whether it fires for those, too, who match what it asks from now on. */
  readonly alsoMatching?: boolean | undefined;
}

/**
 * A new rule, or a change of one, for the whole company. Only what differs is a change.
 * @returns its key
 * @throws StewardError conflict for a name that is taken, not_found, forbidden for one that is not the writer’s to change
 */
export function saveRule(
  context: ActionContext,
  { id, version, name, definition, alsoMatching = false }: RuleToSave,
): string {
  return decide(context, 'save rule', (tx) => {
    if (readRules(tx).some((rule) => rule.id !== id && isSameName(rule.name, name)))
      throw new StewardError('conflict', `A rule named ${name} exists already. Choose another name.`, {
        name: 'This name is taken.',
      });
    if (id === undefined)
      return operate(tx, context, { kind: 'rule.save', patch: { name, definition }, subject: null });
    const before = standingRule(tx, id);
    refuseLocked(ruleLock(before, writerOf(tx, context)));
    const patch = {
      ...(name === before.name ? {} : { name }),
      ...(isDeepStrictEqual(definition, before.definition) ? {} : { definition }),
    };
    if (Object.keys(patch).length === 0) return id;
    const changes = { entry: id, version: Math.min(version ?? before.version, before.version) };
    const also = alsoMatching && before.state === 'active' ? { also_matching: true } : {};
    return operate(tx, context, { kind: 'rule.save', patch: { ...patch, ...also }, subject: null, changes });
  });
}

export interface RuleSwitch {
  readonly id: string;
  /** The one that was looked at. */
  readonly version: number;
  readonly state: RuleState;
  /** Of one that begins to act: whether it fires for those, too, who match already. */
  readonly alsoMatching?: boolean | undefined;
}

/**
 * Switches a rule on or off, or makes a draft of it again.
 * @param errors what is wrong with it: with any of these it stays off
 * @throws StewardError not_found, forbidden, conflict where a colleague has changed it since it was looked at, invalid_input
 */
export function setRuleState(
  context: ActionContext,
  { id, version, state, alsoMatching = false }: RuleSwitch,
  errors: readonly string[],
): void {
  decide(context, 'set state of rule', (tx) => {
    const before = standingRule(tx, id);
    refuseLocked(switchLock(writerOf(tx, context)));
    if (before.version !== version)
      throw new StewardError(
        'conflict',
        'This rule was changed since you looked at it. Look at it again, then switch it.',
      );
    if ((state === 'preview' || state === 'active') && errors.length > 0)
      throw new StewardError(
        'invalid_input',
        `“${before.name}” can’t be switched on yet: ${errors.join(' ')}`,
      );
    if (state === before.state) return;
    const changes = { entry: id, version };
    const also = alsoMatching && state === 'active' ? { also_matching: true } : {};
    operate(tx, context, { kind: 'rule.save', patch: { state, ...also }, subject: null, changes });
  });
}

/** One that is gone already is no error. @throws StewardError forbidden for one that is not the writer’s to change */
export function removeRule(context: ActionContext, id: string): void {
  decide(context, 'remove rule', (tx) => {
    const before = readRule(tx, id);
    if (before === undefined) return;
    refuseLocked(ruleLock(before, writerOf(tx, context)));
    operate(tx, context, { kind: 'rule.remove', patch: {}, subject: null, changes: { entry: id } });
  });
}

/** Who decides here. */
export function writerOf(db: ReadDb | Tx, { author }: Pick<ActionContext, 'author'>): Writer {
  return { role: readRole(db), login: readLogin(db) ?? author };
}

/** Letter case aside. */
export function isSameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function standingRule(tx: Tx, id: string): Rule {
  const rule = readRule(tx, id);
  if (rule === undefined)
    throw new StewardError(
      'not_found',
      'This rule is not in your copy any more. What you wrote is still here: save it under a new name.',
    );
  return rule;
}
