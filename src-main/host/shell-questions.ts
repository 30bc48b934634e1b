import type { ShellQuestion } from '../../src-preload/contract/wire/host-messages';

export interface ShellQuestions {
  ask(question: ShellQuestion): Promise<unknown>;
  answered(id: number, answer: unknown): void;
}

/** Questions to the desktop under way, each answered once by its number. */
export function createShellQuestions(post: (id: number, question: ShellQuestion) => void): ShellQuestions {
  const waiting = new Map<number, (answer: unknown) => void>();
  let nextId = 1;
  return {
    ask(question) {
      return new Promise((resolve) => {
        const id = nextId++;
        waiting.set(id, resolve);
        post(id, question);
      });
    },
    answered(id, answer) {
      waiting.get(id)?.(answer);
      waiting.delete(id);
    },
  };
}
