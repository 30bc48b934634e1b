import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { templateFilters } from '../../../../src-preload/contract/templates/filters';
import { templateVariables, variableNames } from '../../../../src-preload/contract/templates/variables';

const variables: readonly Completion[] = variableNames.map((name) => {
  const { type, sentence, missing } = templateVariables[name];
  return {
    label: name,
    type: 'variable',
    detail: type,
    info: missing === null ? sentence : `${sentence} Missing: ${missing}`,
  };
});

const filters: readonly Completion[] = Object.entries(templateFilters).map(([label, info]) => ({
  label,
  type: 'function',
  info,
}));

const tags: readonly Completion[] = [
  ['if', 'What stands there only where something holds, up to endif.'],
  ['unless', 'What stands there only where it doesn’t, up to endunless.'],
  ['case', 'One of several, by a value, up to endcase.'],
  ['when', 'One value of a case.'],
  ['elsif', 'Where the first doesn’t hold and this does.'],
  ['else', 'Where nothing before it holds.'],
  ['endif', 'Ends an if.'],
  ['endunless', 'Ends an unless.'],
  ['endcase', 'Ends a case.'],
  ['comment', 'A word to whoever writes, which nobody gets, up to endcomment.'],
  ['endcomment', 'Ends a comment.'],
].map(([label = '', info = '']) => ({ label, type: 'keyword', info }));

/** Names that may stand where one writes, within `{{ … }}` and `{% … %}`; null elsewhere. */
export function completeLiquid(context: CompletionContext): CompletionResult | null {
  const line = context.state.doc.lineAt(context.pos);
  const before = line.text.slice(0, context.pos - line.from);
  const found = completionsAt(before);
  if (found === null) return null;
  const word = /[\w.]*$/.exec(before)?.[0] ?? '';
  return { from: context.pos - word.length, options: [...found], validFor: /^[\w.]*$/ };
}

/** @param before the line up to where one writes */
export function completionsAt(before: string): readonly Completion[] | null {
  const open = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
  if (open === -1) return null;
  const inside = before.slice(open + 2);
  if (/%\}|\}\}/.test(inside)) return null;
  // Within quotes is text.
  if ((inside.match(/"/g)?.length ?? 0) % 2 === 1) return null;
  if (before.startsWith('{%', open)) return /^-?\s*\w*$/.test(inside) ? tags : variables;
  return /\|\s*\w*$/.test(inside) ? filters : variables;
}
