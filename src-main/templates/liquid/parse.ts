import type { Liquid, Template } from 'liquidjs';
import { Refusal } from './refusal';

/** @throws Refusal in words, with the line where liquidjs knows it */
export function parseLiquid(engine: Liquid, text: string): Template[] {
  try {
    return engine.parse(text);
  } catch (cause) {
    throw new Refusal(parseWords(cause instanceof Error ? cause.message : ''), { cause });
  }
}

/** liquidjs' own words are for those who know it: what is said of the kinds that people write stands here. */
function parseWords(message: string): string {
  const line = /line:(\d+)/.exec(message)?.[1];
  const at = line === undefined ? '' : ` (line ${line})`;
  const tag = /tag "?([\w#]+)"? not (?:found|closed)/.exec(message)?.[1];
  if (tag !== undefined && message.includes('not found'))
    return `{% ${tag} %} is not known here: if, unless, case and comment are${at}`;
  if (tag !== undefined || message.includes('not closed')) return `a tag is opened and not closed${at}`;
  const filter = /undefined filter: (\w+)/.exec(message)?.[1];
  if (filter !== undefined) return `the filter ${filter} is not known here${at}`;
  if (message.includes('parse length limit')) return 'the template is longer than 200,000 characters';
  return `the Liquid can’t be read${at}: look at its brackets, quotes and words`;
}
