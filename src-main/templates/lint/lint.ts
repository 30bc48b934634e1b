import type { TemplateSource } from '../../../src-preload/contract/templates/message';
import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import { isVariable } from '../../../src-preload/contract/templates/variables';
import { checkBrackets } from '../layout/check-brackets';
import { liquidFor } from '../liquid/engine';
import { canBeMissing, type NamedVariable, namesIn } from '../liquid/names';
import { parseLiquid } from '../liquid/parse';
import { Refusal } from '../liquid/refusal';
import { mask } from '../liquid/tokens';
import { error, warning } from '../problem';
import { textPart } from '../render/text-part';
import { linkProblems } from './links';
import { subjectProblems } from './subject';

/** Gmail cuts a message at 102 kB, and with it the line to unsubscribe. Bytes. */
const cutAt = 102_000;
const nearCut = 90_000;
/** Letters and digits, beside values: with fewer a mail is an image, or nothing. */
const leastText = 20;

/** What every message has to name, but for what the recipient has to get in any case. */
const duties = [
  [
    'company.postal_address',
    'The postal address is missing: {{ company.postal_address }}. The law asks for it.',
  ],
  ['company.name', 'Nothing says who writes: {{ company.name }}.'],
] as const;

/** What is wrong with a template beside its layout, by line, in words. @param html compiled of it; null: it could not be */
export function lint(template: TemplateSource, html: string | null): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const names = {
    subject: namesOf('subject', template.subject, problems),
    preheader: namesOf('preheader', template.preheader, problems),
    mjml: namesOf('mjml', template.mjml, problems),
  };
  problems.push(...checkBrackets(mask(template.subject), 'subject'));
  problems.push(...checkBrackets(mask(template.preheader), 'preheader'));
  problems.push(...subjectProblems(template));
  if (html === null) return problems;
  if (!template.isTransactional) problems.push(...dutyProblems(html, names.mjml));
  problems.push(...sizeProblems(html), ...linkProblems(template.mjml));
  return problems;
}

/** What a text names. @param problems gets what is wrong with it */
export function namesOf(
  field: TemplateProblem['field'],
  text: string,
  problems: TemplateProblem[],
): NamedVariable[] {
  try {
    const names = namesIn(parseLiquid(liquidFor('header', 'en'), text));
    for (const named of names) {
      if (!isVariable(named.name)) problems.push(error(`${named.name} is no variable.`, named.line, field));
      else if (canBeMissing(named)) problems.push(warning(fallbackWords(named.name), named.line, field));
    }
    return names;
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    const line = /\(line (\d+)\)/.exec(cause.message)?.[1];
    problems.push(error(`${cause.message}.`, line === undefined ? null : Number(line), field));
    return [];
  }
}

function fallbackWords(name: string): string {
  return `${name} may be missing, and then no message is made: add a fallback, {{ ${name} | default: "…" }}, or {% if ${name} %}.`;
}

function dutyProblems(html: string, names: readonly NamedVariable[]): TemplateProblem[] {
  const problems = duties
    .filter(([name]) => !names.some((named) => named.name === name))
    .map(([, words]) => error(words));
  if (!/href="\s*\{\{-?\s*unsubscribe\.url\b/.test(html))
    problems.push(error('There is no link to unsubscribe: <a href="{{ unsubscribe.url }}">Unsubscribe</a>.'));
  return problems;
}

function sizeProblems(html: string): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const bytes = Buffer.byteLength(html);
  const kilobytes = Math.round(bytes / 1000);
  if (bytes >= cutAt) problems.push(error(`The mail has ${kilobytes} kB: Gmail cuts it at 102 kB.`));
  else if (bytes >= nearCut)
    problems.push(warning(`The mail has ${kilobytes} kB: Gmail cuts it at 102 kB, and values add to it.`));
  const text = textPart(mask(html).text).replace(/lqz\d+z|https?:\S+/g, '');
  if ((text.match(/[\p{L}\p{N}]/gu) ?? []).length < leastText)
    problems.push(
      error('There is next to no text: filters take a mail of images for spam, and some readers see none.'),
    );
  return problems;
}
