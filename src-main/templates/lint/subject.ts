import type { TemplateSource } from '../../../src-preload/contract/templates/message';
import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import { mask } from '../liquid/tokens';
import { error, warning } from '../problem';

/** Beyond, most lists of mail cut it. Characters. */
const longSubject = 70;

/** What filters and people take for advertising. */
const marketing =
  /\b(act now|buy now|click here|limited time|don['’]t miss|free|guaranteed?|100 ?%|risk[- ]free|urgent|winner|congratulations|exclusive deal)\b/i;

export function subjectProblems({ subject, preheader }: TemplateSource): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const tell = (words: string) => problems.push(warning(words, 1, 'subject'));
  const plain = mask(subject).text.replace(/lqz\d+z/g, '');
  if (subject.trim() === '') problems.push(error('There is no subject.', 1, 'subject'));
  for (const [field, text] of [
    ['subject', subject],
    ['preheader', preheader],
  ] as const)
    if (/[\p{Cc}\u2028\u2029]/u.test(text))
      problems.push(
        error(`The ${field} holds a line break or another character that doesn’t show.`, 1, field),
      );
  if (plain.length > longSubject)
    tell(`The subject is long: of more than ${longSubject} characters the end is seldom seen.`);
  if (/[!?]{2,}|!.*!/.test(plain)) tell('So many marks of exclamation look like advertising.');
  if (/^[^a-z]*[A-Z][^a-z]{7,}$/.test(plain)) tell('Capitals alone look like advertising.');
  const word = marketing.exec(plain)?.[0];
  if (word !== undefined) tell(`“${word}” looks like advertising.`);
  if (/^\s*(re|fwd?|aw)\s*:/i.test(plain)) tell('It looks like an answer and is none.');
  return problems;
}
