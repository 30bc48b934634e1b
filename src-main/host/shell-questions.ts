import type { ShellAnswer, ShellQuestion } from '../../src-preload/contract/wire/host-messages';
import { StewardError } from '../lib/steward-error';

export interface ShellQuestions {
  /** @throws StewardError when the desktop can't do what it is asked for, or goes away before it answered */
  ask(question: ShellQuestion): Promise<unknown>;
  answered(id: number, answer: ShellAnswer): void;
  /** The desktop goes away: nobody will answer any more. */
  end(): void;
}

/** Questions to the desktop under way, each answered once by its number. */
export function createShellQuestions(post: (id: number, question: ShellQuestion) => void): ShellQuestions {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let nextId = 1;
  let ended = false;

  function end(): void {
    ended = true;
    for (const { reject } of waiting.values()) reject(desktopGone());
    waiting.clear();
  }

  return {
    ask(question) {
      if (ended) return Promise.reject(desktopGone());
      const id = nextId++;
      const asked = Promise.withResolvers<unknown>();
      waiting.set(id, asked);
      try {
        post(id, question);
      } catch {
        end();
      }
      return asked.promise;
    },
    answered(id, answer) {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (answer.ok) asked?.resolve(answer.answer);
      else asked?.reject(new StewardError('internal', answer.message));
    },
    end,
  };
}

function desktopGone(): StewardError {
  return new StewardError('cancelled', 'Steward was closed before this was done.');
}
