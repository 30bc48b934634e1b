import { mostSegments, smsLength } from '../../../src-preload/contract/sms-length';
import type { TemplateSource } from '../../../src-preload/contract/templates/message';
import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import type { Compiled } from '../layout/compile';
import { namesOf } from '../lint/lint';
import type { NamedVariable } from '../liquid/names';
import { error } from '../problem';

/** What chats take of one message, in characters. */
const mostCharacters = 20_000;

/** What stands for a link or a look of mails, which plain text has none of. */
const ofMails: ReadonlySet<string> = new Set(['unsubscribe.url', 'preferences.url', 'brand.color']);

/** What is wrong with a template that is no mail: plain text, which goes as it is written. */
export function checkPlain({ subject, mjml: text, channel }: TemplateSource): Compiled {
  const problems: TemplateProblem[] = [];
  const names = [
    ...namesOf('subject', subject, problems).map((name) => ({ ...name, field: 'subject' as const })),
    ...namesOf('mjml', text, problems).map((name) => ({ ...name, field: 'mjml' as const })),
  ];
  problems.push(...names.flatMap(mailProblem), ...textProblems(text));
  if (channel === 'sms') problems.push(...smsProblems(text));
  if (subject.trim() === '') problems.push(error('It has no title.', null, 'subject'));
  const isWrong = problems.some(({ weight }) => weight === 'error');
  return { html: isWrong ? null : text, problems };
}

function mailProblem({
  name,
  line,
  field,
}: NamedVariable & { readonly field: TemplateProblem['field'] }): TemplateProblem[] {
  return ofMails.has(name) ? [error(`${name} belongs to mails: here it leads nowhere.`, line, field)] : [];
}

function textProblems(text: string): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  if (text.trim() === '') problems.push(error('It says nothing.'));
  if (text.length > mostCharacters)
    problems.push(error(`It has ${text.length} characters, and at most ${mostCharacters} go.`));
  text.split('\n').forEach((line, place) => {
    const tag = /<\/?[a-z][a-z0-9-]*(\s[^<>]*)?\/?>/i.exec(line)?.[0];
    if (tag !== undefined)
      problems.push(error(`${tag.slice(0, 40)} would be shown as it is: write plain text.`, place + 1));
  });
  return problems;
}

/** By what is written in any case: values come to that. */
function smsProblems(text: string): TemplateProblem[] {
  const { segments } = smsLength(text.replaceAll(/\{\{.*?\}\}|\{%.*?%\}/gs, '').trim());
  return segments > mostSegments ? [error(`It takes ${segments} SMS, and at most ${mostSegments} go.`)] : [];
}
