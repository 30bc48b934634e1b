import type { CodedWords, FactColumns } from '../../../src-main/engines/rules/fact-columns';
import { checkConditions, type SegmentConditions } from '../../../src-main/lib/rules/check-conditions';
import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import type { ConditionGroup } from '../../../src-preload/contract/rules/condition';
import type { Fact } from '../../../src-preload/contract/rules/fact';

/** A fact of accounts with what a test doesn't care about filled in. */
export function fact(name: string, type: Fact['type'], more: Partial<Fact> = {}): Fact {
  return {
    name,
    subject: 'account',
    group: 'Account',
    label: name,
    phrase: name,
    isPlural: false,
    type,
    unit: null,
    digits: 0,
    words: [],
    isOrdered: false,
    parameters: [],
    past: 'daily',
    unknownWhen: 'no data',
    ...more,
  };
}

export const levelWords = ['low', 'medium', 'high', 'critical'].map((value) => ({ value, label: value }));

export function catalogueOf(...facts: Fact[]): ReadonlyMap<string, Fact> {
  return new Map(facts.map((one) => [one.name, one]));
}

/** @throws Error with all that is wrong */
export function checkedOf(
  tree: ConditionGroup,
  facts: ReadonlyMap<string, Fact>,
  segments: ReadonlyMap<string, SegmentConditions> = new Map(),
): CheckedGroup {
  const checked = checkConditions(tree, { subject: 'account', facts, segments });
  if (!checked.ok) throw new Error(checked.faults.map(({ message }) => message).join('\n'));
  return checked.conditions;
}

type Cell = number | string | null;

/** Facts by name and day, a value for each subject: figures, or texts. Of a day that is not given nothing is known. */
export function givenColumns(
  rows: number,
  days: Readonly<Record<number, Readonly<Record<string, readonly Cell[]>>>>,
): FactColumns {
  const cells = (name: string, day: number) => days[day]?.[name] ?? Array<Cell>(rows).fill(null);
  return {
    rows,
    figures: ({ fact: { name } }, day) =>
      Float64Array.from(cells(name, day), (value) => (value === null ? Number.NaN : Number(value))),
    words: ({ fact: { name } }, day) => coded(cells(name, day)),
    comparable: ({ fact: { name, type, words } }, day) =>
      Float64Array.from(cells(name, day), (value) => {
        if (value === null) return Number.NaN;
        return type === 'choice' ? words.findIndex((word) => word.value === value) : Number(value);
      }),
  };
}

function coded(cells: readonly Cell[]): CodedWords {
  const words: string[] = [];
  const codes = Int32Array.from(cells, (value) => {
    if (value === null || String(value).trim() === '') return -1;
    const at = words.indexOf(String(value));
    return at >= 0 ? at : words.push(String(value)) - 1;
  });
  return { codes, words };
}
