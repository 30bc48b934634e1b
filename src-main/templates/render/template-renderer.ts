import type { CompiledTemplate, Rendering } from '../../../src-preload/contract/templates/message';
import { Refusal } from '../liquid/refusal';
import { answerQuestions } from '../thread/answer-questions';
import { type Prepared, prepare } from './prepare';
import { renderMessage } from './render-message';
import type { RenderQuestion } from './renderer';

/** A thread of its own: what hangs here is ended with it. */
answerQuestions(({ template, values, zone }: RenderQuestion): Rendering => {
  try {
    return renderMessage(preparedOf(template), values, zone);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return { kind: 'refused', missing: [], words: cause.message };
  }
});

/** Of the templates that were asked for last: many are rendered of one. */
const known = new Map<string, Prepared>();
const mostKnown = 16;

function preparedOf(template: CompiledTemplate): Prepared {
  const key = JSON.stringify([template.language, template.subject, template.preheader, template.html]);
  const found = known.get(key);
  if (found !== undefined) return found;
  const prepared = prepare(template);
  const oldest = known.keys().next();
  if (known.size >= mostKnown && oldest.done !== true) known.delete(oldest.value);
  known.set(key, prepared);
  return prepared;
}
