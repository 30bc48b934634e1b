import type { TemplateSource } from '../../../src-preload/contract/templates/message';
import { killableThread } from '../../ports/thread/killable-thread';
import { error } from '../problem';
import type { Compiled } from './compile';

export interface TemplateCompiler {
  /** HTML of a template without errors, and all that is wrong with it. */
  compile(template: TemplateSource): Promise<Compiled>;
  end(): void;
}

const words = {
  too_long: 'The template took too long to compile and was ended: make it smaller.',
  too_large: 'The template took too much memory to compile and was ended: make it smaller.',
  broken: 'Compiling ended unexpectedly. What you wrote is safe: try again.',
} as const;

/** Compiles in a thread that starts with the first template. */
export function startCompiler(): TemplateCompiler {
  const thread = killableThread<TemplateSource, Compiled>({
    folder: import.meta.dirname,
    file: 'template-compiler',
    startWithin: 60_000,
    answerWithin: 10_000,
    megabytes: 256,
  });
  return {
    async compile(template) {
      const said = await thread.ask(template);
      if (said.kind === 'answer') return said.answer;
      return { html: null, problems: [error(words[said.kind])] };
    },
    end: thread.end,
  };
}
