import { parse } from '@babel/parser';
import type { Mutant } from './mutant';
import { sqlMutants } from './sql-mutants';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

type Finder = (node: Node, text: string) => Omit<Mutant, 'file'>[];

/**
 * Faults that people make and StrykerJS doesn't: a statement left out, a condition left out of a query, a number off by
 * one, another operator of a query, SQL turned around.
 */
export function ownMutants(file: string, text: string): Mutant[] {
  const { program } = parse(text, { sourceType: 'module', plugins: ['typescript'] });
  const found: Mutant[] = [];
  visit(program as unknown as Node, (node) => {
    for (const find of finders) for (const one of find(node, text)) found.push({ file, ...one });
  });
  return found;
}

const finders: readonly Finder[] = [leftOutStatement, leftOutCondition, otherNumber, otherOperator, otherSql];

function leftOutStatement(node: Node): Omit<Mutant, 'file'>[] {
  if (node.type !== 'ExpressionStatement') return [];
  return [{ kind: 'StatementLeftOut', start: node.start, end: node.end, replacement: ';' }];
}

/** One argument of `and(…)` or `or(…)` goes. */
function leftOutCondition(node: Node, text: string): Omit<Mutant, 'file'>[] {
  const call = callOf(node);
  if (call === null || !['and', 'or'].includes(call.name) || call.arguments.length < 2) return [];
  return call.arguments.map((left) => ({
    kind: 'ConditionLeftOut',
    start: node.start,
    end: node.end,
    replacement: `${call.name}(${call.arguments
      .filter((argument) => argument !== left)
      .map(({ start, end }) => text.slice(start, end))
      .join(', ')})`,
  }));
}

function otherNumber(node: Node, text: string): Omit<Mutant, 'file'>[] {
  if (node.type !== 'NumericLiteral') return [];
  const written = text.slice(node.start, node.end);
  const value = Number(written.replaceAll('_', ''));
  // `1e-9` is how far doubles may be rounded: a tenth more is nobody's matter.
  if (!Number.isFinite(value) || /e-/i.test(written)) return [];
  const other = Number.isInteger(value) ? value + 1 : value * 1.1;
  return [{ kind: 'OtherNumber', start: node.start, end: node.end, replacement: String(other) }];
}

/** Of drizzle's queries. The other one is imported beside it, since the file may not have it. */
const others: Readonly<Record<string, string>> = {
  eq: 'ne',
  ne: 'eq',
  lt: 'lte',
  lte: 'lt',
  gt: 'gte',
  gte: 'gt',
  asc: 'desc',
  desc: 'asc',
  and: 'or',
  or: 'and',
  isNull: 'isNotNull',
  isNotNull: 'isNull',
  inArray: 'notInArray',
  notInArray: 'inArray',
};

function otherOperator(node: Node, text: string): Omit<Mutant, 'file'>[] {
  const call = callOf(node);
  const other = call === null ? undefined : others[call.name];
  if (call === null || other === undefined || !/from 'drizzle-orm'/.test(text)) return [];
  return [importing(call, other, text)];
}

function importing(call: Call, other: string, text: string): Omit<Mutant, 'file'> {
  const before = text.slice(0, call.callee.start);
  return {
    kind: 'OtherOperator',
    start: 0,
    end: call.callee.end,
    replacement: `import { ${other} as otherOperator } from 'drizzle-orm';${before}otherOperator`,
  };
}

function otherSql(node: Node, text: string): Omit<Mutant, 'file'>[] {
  if (node.type !== 'StringLiteral' && node.type !== 'TemplateElement') return [];
  // Its own quotes are none of the SQL.
  const quote = node.type === 'StringLiteral' ? 1 : 0;
  const begins = node.start + quote;
  const code = text.slice(begins, node.end - quote);
  if (!/\b(select|insert|update|delete|where|order by|join)\b/i.test(code)) return [];
  return sqlMutants(code).map((mutant) => ({
    ...mutant,
    start: mutant.start + begins,
    end: mutant.end + begins,
  }));
}

interface Call {
  readonly name: string;
  readonly callee: Node;
  readonly arguments: readonly Node[];
}

function callOf(node: Node): Call | null {
  if (node.type !== 'CallExpression') return null;
  const call = node as Node & { callee: Node & { name?: string }; arguments: readonly Node[] };
  if (call.callee.type !== 'Identifier' || call.callee.name === undefined) return null;
  return { name: call.callee.name, callee: call.callee, arguments: call.arguments };
}

/** Types say nothing when the program runs. */
const withoutEffect = /^TS(?!NonNull|As|Satisfies)|^ImportDeclaration$/;

function visit(node: unknown, look: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) visit(one, look);
    return;
  }
  if (typeof node !== 'object' || node === null || !('type' in node)) return;
  if (typeof node.type !== 'string' || withoutEffect.test(node.type)) return;
  look(node as Node);
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'loc' && key !== 'extra' && !/omments$/.test(key)) visit(value, look);
  }
}
