import { answerQuestions } from '../../ports/thread/answer-questions';
import { Refusal } from '../liquid/refusal';
import { type Prepared, prepare } from './prepare';
import { renderMessage } from './render-message';
import type { ThreadAnswer, ThreadQuestion } from './renderer';

/** A thread of its own: what hangs here is ended with it. */
answerQuestions(({ number, template, values, zone }: ThreadQuestion): ThreadAnswer => {
  try {
    const prepared = template === null ? known.get(number) : told(number, prepare(template));
    return prepared === undefined ? { kind: 'not_told' } : renderMessage(prepared, values, zone);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return { kind: 'refused', missing: [], words: cause.message };
  }
});

/** Of the templates that were told last: many are rendered of one. */
const known = new Map<number, Prepared>();
const mostKnown = 16;

function told(number: number, prepared: Prepared): Prepared {
  const oldest = known.keys().next();
  if (known.size >= mostKnown && oldest.done !== true) known.delete(oldest.value);
  known.set(number, prepared);
  return prepared;
}
