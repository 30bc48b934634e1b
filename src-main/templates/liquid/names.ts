import type { Template } from 'liquidjs';
import { isVariable, templateVariables } from '../../../src-preload/contract/templates/variables';

/** A name in a text, and whether the text does without it. */
export interface NamedVariable {
  readonly name: string;
  /** Counted from 1. */
  readonly line: number;
  /** In a condition, behind one that asks for it, or with a fallback. */
  readonly isGuarded: boolean;
}

/** What a parsed text names, in its order. */
export function namesIn(templates: readonly Template[]): NamedVariable[] {
  const found: NamedVariable[] = [];
  walk(templates as readonly Node[], new Set(), found);
  return found;
}

/** What the brand gives all messages: without it none is made, and no fallback may take its place. */
const ofBrand: ReadonlySet<string> = new Set(['company.name', 'company.postal_address']);

/** Whether a message can lack the value where it stands: then the message can't be made. */
export function canBeMissing({ name, isGuarded }: NamedVariable): boolean {
  return !isGuarded && isVariable(name) && templateVariables[name].missing !== null && !ofBrand.has(name);
}

/** What of liquidjs' tree is read; its types leave this out. */
interface Node {
  readonly name?: string;
  readonly value?: Valued;
  readonly branches?: readonly Branch[];
  readonly elseTemplates?: readonly Node[];
}
interface Valued {
  readonly initial: { readonly postfix: readonly Token[] };
  readonly filters: readonly { readonly name: string; readonly args: readonly unknown[] }[];
}
interface Branch {
  readonly value?: Valued;
  readonly values?: readonly unknown[];
  readonly templates: readonly Node[];
}
interface Token {
  readonly props?: readonly unknown[];
  readonly operator?: string;
  readonly literal?: string;
  getText(): string;
  getPosition(): [number, number];
}

function walk(nodes: readonly Node[], known: ReadonlySet<string>, found: NamedVariable[]): void {
  for (const node of nodes) {
    if (node.branches !== undefined) walkBranches(node, node.branches, known, found);
    else if (node.value !== undefined) output(node.value, known, found);
  }
}

function output({ initial, filters }: Valued, known: ReadonlySet<string>, found: NamedVariable[]): void {
  const hasFallback = filters[0]?.name === 'default';
  for (const token of initial.postfix) tell(token, found, (name) => hasFallback || known.has(name));
  for (const argument of filters.flatMap(({ args }) => args).flat())
    if (isToken(argument)) tell(argument, found, (name) => known.has(name));
}

function walkBranches(
  { name, value, elseTemplates = [] }: Node,
  branches: readonly Branch[],
  known: ReadonlySet<string>,
  found: NamedVariable[],
): void {
  for (const token of value?.initial.postfix ?? []) tell(token, found, () => true);
  const ofCase = value?.initial.postfix.filter(isName).map((token) => token.getText()) ?? [];
  for (const branch of branches) {
    const postfix = branch.value?.initial.postfix ?? [];
    for (const token of postfix) tell(token, found, () => true);
    const asked = name === 'unless' ? [] : [...ofCase, ...namesAskedFor(postfix)];
    walk(branch.templates, new Set([...known, ...asked]), found);
  }
  // What `unless` asks for is there where it doesn't hold.
  const otherwise = name === 'unless' ? namesAskedFor(branches[0]?.value?.initial.postfix ?? []) : [];
  walk(elseTemplates, new Set([...known, ...otherwise]), found);
}

/** What is there wherever the condition holds: names alone or compared, joined by `and`. */
function namesAskedFor(postfix: readonly Token[]): string[] {
  const operators = postfix.flatMap(({ operator }) => (operator === undefined ? [] : [operator]));
  if (operators.some((operator) => operator === 'or' || operator === 'not' || operator === '!=')) return [];
  // `== blank` and `== nil` ask for the contrary.
  if (postfix.some(({ literal }) => literal !== undefined && literal !== 'true')) return [];
  return postfix.filter(isName).map((token) => token.getText());
}

function tell(token: Token, found: NamedVariable[], isGuarded: (name: string) => boolean): void {
  if (!isName(token)) return;
  const name = token.getText().trim();
  found.push({ name, line: token.getPosition()[0], isGuarded: isGuarded(name) });
}

function isName(token: Token): boolean {
  return token.props !== undefined;
}

function isToken(value: unknown): value is Token {
  return typeof value === 'object' && value !== null && 'getText' in value;
}
