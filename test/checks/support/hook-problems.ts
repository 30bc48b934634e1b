import { parseSync } from '@swc/core';
import type { SourceFile } from './source-files';

/** As much of a piece of syntax as is looked at. */
interface Syntax {
  type?: string;
  identifier?: { value?: string } | null;
  id?: { value?: string };
  init?: Syntax | null;
  callee?: { value?: string };
  arguments?: unknown[];
  left?: Syntax;
  argument?: Syntax;
  property?: { type?: string; value?: string };
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const effects = new Set(['useEffect', 'useLayoutEffect', 'useInsertionEffect']);

/**
 * Components and hooks that do more than draw while they draw, in words: a ref written in their body, which a drawing
 * that is thrown away would have written, too; and an effect without a list of what it depends on, which runs after
 * every drawing.
 */
export function hookProblems({ path, text }: SourceFile): string[] {
  const problems: string[] = [];

  /** `drawing`: the component or hook in whose own body this stands, not in a function that is called later. */
  function walk(node: unknown, drawing: string | null, name: string | null = null): void {
    if (Array.isArray(node)) {
      for (const each of node) walk(each, drawing);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const syntax: Syntax = node;
    if (drawing !== null && writesRef(syntax))
      problems.push(`${path}: ${drawing} writes a ref while it draws`);
    if (isEndlessEffect(syntax))
      problems.push(`${path}: ${syntax.callee?.value} has no list of what it depends on`);
    const isFunction = functions.has(syntax.type ?? '');
    const inside = isFunction ? drawingName(syntax.identifier?.value ?? name) : drawing;
    for (const [key, child] of Object.entries(node)) {
      walk(child, inside, key === 'init' ? (syntax.id?.value ?? null) : null);
    }
  }

  const syntax = { syntax: 'typescript', tsx: path.endsWith('.tsx') } as const;
  walk(parseSync(text, { ...syntax, target: 'esnext' }).body, null);
  return problems;
}

/** A component begins with a capital letter, a hook with `use`. */
function drawingName(name: string | null): string | null {
  return name !== null && /^([A-Z]|use[A-Z])/.test(name) ? name : null;
}

function writesRef({ type, left, argument }: Syntax): boolean {
  const target = type === 'AssignmentExpression' ? left : type === 'UpdateExpression' ? argument : undefined;
  return target?.type === 'MemberExpression' && target.property?.value === 'current';
}

function isEndlessEffect(syntax: Syntax): boolean {
  return (
    syntax.type === 'CallExpression' &&
    effects.has(syntax.callee?.value ?? '') &&
    (syntax.arguments?.length ?? 0) < 2
  );
}
