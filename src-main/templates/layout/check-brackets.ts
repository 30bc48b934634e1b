import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import type { Masked } from '../liquid/tokens';
import { error } from '../problem';

/**
 * Whether each Liquid tag ends where it seems to. Liquid itself passes over brackets in quotes and in comments: a tag that
 * holds some, or a quote that is open, could hide from a parser what stands behind it.
 */
export function checkBrackets(
  { text, tags }: Masked,
  field: TemplateProblem['field'] = 'mjml',
): TemplateProblem[] {
  const problems = tags.flatMap(({ source, line }) => {
    const inner = source.slice(2, -2);
    const said = source.length > 60 ? `${source.slice(0, 60)}…` : source;
    if (/["']/.test(inner.replace(/"[^"]*"|'[^']*'/g, '')))
      return [error(`${said} has a quote that is not closed.`, line, field)];
    return /[{}]|%\}/.test(inner) ? [error(`${said} has brackets within its brackets.`, line, field)] : [];
  });
  if (/\{\{|\{%/.test(text)) problems.push(error('Brackets {{ or {% are not closed.', null, field));
  return problems;
}
