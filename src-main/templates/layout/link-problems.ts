import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import { isVariable, templateVariables } from '../../../src-preload/contract/templates/variables';
import type { LiquidTag } from '../liquid/tokens';
import { error } from '../problem';

/**
 * What is wrong with a value in a link: one that begins it is a link whole, from a variable that is one or through `| url`;
 * within a link a value is encoded.
 * @param address in which the tag's mark stands @param number of the mark
 */
export function linkProblems(tag: LiquidTag, address: string, number: number): TemplateProblem[] {
  const { name, last } = partsOf(tag.source);
  if (!address.trimStart().startsWith(`lqz${number}z`))
    return last === 'url_encode'
      ? []
      : [error(`${tag.source} stands within a link: end it with | url_encode.`, tag.line)];
  const isLink =
    last === 'url' || (last === null && isVariable(name) && templateVariables[name].type === 'link');
  return isLink ? [] : [error(`${tag.source} begins a link: name a link, or end it with | url.`, tag.line)];
}

function partsOf(source: string): { name: string; last: string | null } {
  const inner = source.replace(/^\{\{-?\s*|\s*-?\}\}$/g, '').replace(/"[^"]*"|'[^']*'/g, '""');
  const [name = '', ...filters] = inner.split('|').map((part) => part.trim());
  return { name, last: filters.at(-1)?.split(':')[0]?.trim() ?? null };
}
