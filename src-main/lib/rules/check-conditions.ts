import type { CheckedGroup, CheckedPart, ConditionFault } from '../../../src-preload/contract/rules/checked';
import {
  type Condition,
  type ConditionGroup,
  isGroup,
  mostConditions,
  segmentField,
} from '../../../src-preload/contract/rules/condition';
import type { Fact, FactSubject } from '../../../src-preload/contract/rules/fact';
import { momentary, operatorsOf } from '../../../src-preload/contract/rules/operators';
import { useOf } from './fact-use';
import { readTest } from './read-test';

/** Saved conditions by which accounts are chosen, also from within a rule. */
export interface SegmentConditions {
  readonly name: string;
  readonly conditions: ConditionGroup;
}

/** What conditions may name. */
export interface Checking {
  readonly subject: FactSubject;
  /** By name. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** By id. */
  readonly segments: ReadonlyMap<string, SegmentConditions>;
}

/** So many days in a row are looked back at most. */
const mostDaysInARow = 90;

/** Either conditions that make sense, or all that is wrong with them, in the order in which they stand. */
export type CheckedConditions =
  | { readonly ok: true; readonly conditions: CheckedGroup }
  | { readonly ok: false; readonly faults: readonly ConditionFault[] };

/** Holds conditions against the facts: their types, their parameters, what is not filled in yet, and segments in a circle. */
export function checkConditions(tree: ConditionGroup, checking: Checking): CheckedConditions {
  const faults: ConditionFault[] = [];
  const walk = { ...checking, faults, within: [], segment: null, room: { left: mostConditions } };
  const conditions = checkGroup(tree, walk, []);
  if (walk.room.left < 0)
    faults.push({
      path: [],
      part: 'group',
      message: `With its segments these are more than ${mostConditions} conditions: split them.`,
    });
  return faults.length === 0 ? { ok: true, conditions } : { ok: false, faults };
}

interface Walk extends Checking {
  readonly faults: ConditionFault[];
  /** Segments that led here, by id. */
  readonly within: readonly string[];
  readonly segment: string | null;
  /** For so many conditions more, those of segments included. */
  readonly room: { left: number };
}

function checkGroup(tree: ConditionGroup, walk: Walk, path: readonly number[]): CheckedGroup {
  if (tree.rules.length === 0) walk.faults.push({ path, part: 'group', message: emptyWords(walk, path) });
  return {
    kind: 'group',
    combinator: tree.combinator,
    isTurned: tree.not === true,
    parts: tree.rules.flatMap((part, at) => {
      // Segments that use segments multiply: what no longer fits isn't walked.
      if (walk.room.left < 0) return [];
      const checked = isGroup(part)
        ? checkGroup(part, walk, [...path, at])
        : checkCondition(part, walk, [...path, at]);
      return checked === null ? [] : [checked];
    }),
    segment: path.length === 0 ? walk.segment : null,
  };
}

function emptyWords({ subject }: Walk, path: readonly number[]): string {
  if (path.length > 0) return 'This group is empty: add a condition, or remove the group.';
  return `Add a condition: without one every ${subject} would match.`;
}

function checkCondition(written: Condition, walk: Walk, path: readonly number[]): CheckedPart | null {
  const fault = (part: ConditionFault['part'], message: string) => {
    walk.faults.push({ path, part, message });
    return null;
  };
  walk.room.left -= 1;
  if (written.field === segmentField) return checkSegment(written, walk, path);
  const fact = walk.facts.get(written.field);
  if (fact === undefined)
    return fault(
      'field',
      written.field === '' ? 'Choose a fact.' : `There is no fact “${written.field}”: choose another.`,
    );
  if (fact.subject === 'contact' && walk.subject === 'account')
    return fault('field', `“${fact.label}” is a contact’s: this is about accounts.`);
  const use = useOf(fact, written.params);
  if (typeof use === 'string') return fault('params', use);
  if (!operatorsOf(fact).includes(written.operator))
    return fault(
      'operator',
      `“${fact.label}” can’t be asked about like this: choose how it is to be compared.`,
    );
  const test = readTest(fact, written);
  if (typeof test === 'string') return fault('value', test);
  const days = written.forDays ?? 1;
  const problem = daysProblem(fact, written, days);
  if (problem !== null) return fault('forDays', problem);
  return { kind: 'condition', use, test, forDays: days, written };
}

function daysProblem(fact: Fact, { operator }: Condition, days: number): string | null {
  if (!Number.isInteger(days) || days < 1 || days > mostDaysInARow)
    return `Give whole days in a row from 1 to ${mostDaysInARow}.`;
  if (days === 1) return null;
  if (fact.past === 'present')
    return `Of “${fact.label}” only its value of now is known: it can’t be asked for days in a row.`;
  return momentary.has(operator) ? 'What happens on one day can’t hold for several in a row.' : null;
}

function checkSegment(written: Condition, walk: Walk, path: readonly number[]): CheckedPart | null {
  const fault = (part: ConditionFault['part'], message: string) => {
    walk.faults.push({ path, part, message });
    return null;
  };
  const id = written.value;
  const segment = typeof id === 'string' ? walk.segments.get(id) : undefined;
  if (written.operator !== 'inSegment' && written.operator !== 'notInSegment')
    return fault('operator', 'Choose whether the account is in the segment or not.');
  if (typeof id !== 'string' || id === '') return fault('value', 'Choose a segment.');
  if (segment === undefined) return fault('value', 'This segment is not there any more: choose another.');
  const circle = walk.within.indexOf(id);
  if (circle >= 0) return fault('value', circleWords([...walk.within.slice(circle), id], walk.segments));
  const faults: ConditionFault[] = [];
  const inner = checkGroup(
    segment.conditions,
    { ...walk, subject: 'account', faults, within: [...walk.within, id], segment: segment.name },
    [],
  );
  const [first] = faults;
  if (first !== undefined)
    return fault(
      'value',
      first.message.startsWith('Segments ')
        ? first.message
        : `In the segment “${segment.name}”: ${first.message}`,
    );
  return written.operator === 'inSegment' ? inner : { ...inner, isTurned: !inner.isTurned };
}

/** `Segments can’t feed each other: “A” uses “B”, which uses “A”.` */
function circleWords(ids: readonly string[], segments: Checking['segments']): string {
  const names = ids.map((id) => `“${segments.get(id)?.name ?? id}”`);
  const [first, ...rest] = names;
  if (rest.length === 1) return `Segments can’t feed each other: ${first} uses itself.`;
  return `Segments can’t feed each other: ${first} uses ${rest.join(', which uses ')}.`;
}
