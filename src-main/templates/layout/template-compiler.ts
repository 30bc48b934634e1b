import type { TemplateSource } from '../../../src-preload/contract/templates/message';
import { answerQuestions } from '../../ports/thread/answer-questions';
import { lint } from '../lint/lint';
import { checkPlain } from '../plain/check-plain';
import { type Compiled, compileLayout } from './compile';

/** A thread and an entry of its own: mail layout is much to read, and no start waits for it. */
answerQuestions(async (template: TemplateSource): Promise<Compiled> => {
  if ((template.channel ?? 'email') !== 'email') return checkPlain(template);
  const { html, problems } = await compileLayout(template);
  return { html, problems: [...problems, ...lint(template, html)] };
});
