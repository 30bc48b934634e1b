import type { FactUse } from '../../../src-preload/contract/rules/checked';
import type { Fact, FactParameter } from '../../../src-preload/contract/rules/fact';

/** @returns the use; a sentence where a parameter is not what the fact takes */
export function useOf(fact: Fact, given: Readonly<Record<string, string | number>> = {}): FactUse | string {
  const unknown = Object.keys(given).find((name) => !fact.parameters.some((one) => one.name === name));
  if (unknown !== undefined) return `“${fact.label}” takes no “${unknown}”.`;
  const params: Record<string, string | number> = {};
  for (const parameter of fact.parameters) {
    const value = given[parameter.name] ?? parameter.usual;
    const problem = problemOf(parameter, value);
    if (problem !== null) return problem;
    params[parameter.name] = value;
  }
  return { fact, params, key: keyOf(fact.name, params) };
}

function problemOf(parameter: FactParameter, value: string | number): string | null {
  if (parameter.type === 'days')
    return typeof value === 'number' &&
      Number.isInteger(value) &&
      value >= parameter.least &&
      value <= parameter.most
      ? null
      : `${parameter.label}: give whole days from ${parameter.least} to ${parameter.most}.`;
  if (value === '') return `${parameter.label}: choose one.`;
  return parameter.words.some((word) => word.value === value)
    ? null
    : `${parameter.label}: what was chosen (“${value}”) is not there any more; choose another.`;
}

function keyOf(name: string, params: Readonly<Record<string, string | number>>): string {
  const told = Object.entries(params).map(([parameter, value]) => `${parameter}=${value}`);
  return [name, ...told].join('|');
}
