import type {
  Change,
  Condition,
  ConditionGroup,
  Operator,
} from '../../../../src-preload/contract/rules/condition';
import type { Fact } from '../../../../src-preload/contract/rules/fact';
import {
  momentary,
  type Operand,
  operatorsOf,
  operatorWords,
} from '../../../../src-preload/contract/rules/operators';

/** A condition of which nothing is said yet. */
export function emptyCondition(): Condition {
  return { id: newId(), field: '', operator: 'equals', value: null };
}

export function emptyGroup(): ConditionGroup {
  return { id: newId(), combinator: 'or', rules: [emptyCondition()] };
}

export function newId(): string {
  return crypto.randomUUID();
}

/** About another fact: how it is compared and with what stays where the new fact takes that, too. */
export function withFact(condition: Condition, former: Fact | undefined, fact: Fact): Condition {
  const { params: _params, forDays, ...rest } = condition;
  const stays = former !== undefined && operatorsOf(fact).includes(condition.operator);
  const operator = stays ? condition.operator : usual[fact.type];
  const isAlike =
    former !== undefined && former.type === fact.type && former.unit === fact.unit && fact.type !== 'choice';
  const asked: Condition = {
    ...rest,
    field: fact.name,
    operator,
    ...(fact.parameters.length > 0 && {
      params: Object.fromEntries(fact.parameters.map(({ name, usual }) => [name, usual])),
    }),
    value: isAlike && operator === condition.operator ? condition.value : emptyValue(operator),
  };
  return mayHoldForDays(fact, operator) && forDays ? { ...asked, forDays } : asked;
}

/** Compared otherwise: the value stays where it can. */
export function withOperator(condition: Condition, fact: Fact | undefined, operator: Operator): Condition {
  const { forDays, ...rest } = condition;
  const asked: Condition = { ...rest, operator, value: valueFor(condition, operator) };
  return fact !== undefined && mayHoldForDays(fact, operator) && forDays ? { ...asked, forDays } : asked;
}

/** In a segment or not. */
export function aboutSegments(condition: Condition, field: string): Condition {
  return {
    ...(condition.id !== undefined && { id: condition.id }),
    field,
    operator: 'inSegment',
    value: null,
  };
}

/** Whether a fact can be asked for on several days in a row. */
export function mayHoldForDays(fact: Fact, operator: Operator): boolean {
  return fact.past === 'daily' && !momentary.has(operator);
}

/** Whether anything is filled in yet: what is not is no mistake of somebody who is at it. */
export function isUnfinished({ field, value }: Condition): boolean {
  if (field === '') return true;
  if (Array.isArray(value)) return value.every((one) => one === null || one === '');
  if (typeof value === 'object' && value !== null) return value.by === null || value.days === null;
  return value === null || value === undefined || value === '';
}

function valueFor({ operator: former, value }: Condition, operator: Operator): Condition['value'] {
  const [from, to] = [operatorWords[former].operand, operatorWords[operator].operand];
  if (from === to) return value;
  const turned = between[`${from} ${to}`]?.(value);
  return turned === undefined ? emptyValue(operator) : turned;
}

/** Values that mean the same in another form. */
const between: Partial<Record<`${Operand} ${Operand}`, (value: Condition['value']) => Condition['value']>> = {
  'one range': (value) => (isPlain(value) ? [value, null] : undefined),
  'range one': (value) => (Array.isArray(value) ? value[0] : undefined),
  'one list': (value) => (isPlain(value) && value !== '' ? [value] : undefined),
  'list one': (value) => (Array.isArray(value) && value.length === 1 ? value[0] : undefined),
};

function isPlain(value: Condition['value']): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

const usualChange: Change = { by: null, unit: 'absolute', days: 28 };

function emptyValue(operator: Operator): Condition['value'] {
  const { operand } = operatorWords[operator];
  if (operand === 'change') return usualChange;
  if (operand === 'range') return [null, null];
  return operand === 'list' ? [] : null;
}

/** What most ask of a fact of each type. */
const usual: Readonly<Record<Fact['type'], Operator>> = {
  number: 'below',
  money: 'atLeast',
  share: 'atLeast',
  day: 'withinNext',
  text: 'contains',
  choice: 'equals',
  'yes-no': 'isYes',
};
