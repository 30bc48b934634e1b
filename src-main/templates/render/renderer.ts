import type { CompiledTemplate, Rendering } from '../../../src-preload/contract/templates/message';
import type { TemplateValues } from '../../../src-preload/contract/templates/variables';
import { killableThread } from '../../ports/thread/killable-thread';

export interface RenderQuestion {
  readonly template: CompiledTemplate;
  readonly values: TemplateValues;
  /** The recipient's, as an IANA name. */
  readonly zone: string;
}

/** As the thread is asked: it is told a template once, and its number after that. */
export interface ThreadQuestion extends Omit<RenderQuestion, 'template'> {
  readonly number: number;
  readonly template: CompiledTemplate | null;
}

/** Of a thread that was not told the template, or told others since. */
export type ThreadAnswer = Rendering | { readonly kind: 'not_told' };

export interface TemplateRenderer {
  /** What is sent and what is previewed: there is one way to render. */
  render(question: RenderQuestion): Promise<Rendering>;
  end(): void;
}

const words = {
  too_long: 'the template took too long to render and was ended',
  too_large: 'the template took too much memory to render and was ended',
  broken: 'rendering ended unexpectedly; nothing was sent',
} as const;

/** Renders in a thread that starts with the first message, and is ended and started anew where a template hangs. */
export function startRenderer(): TemplateRenderer {
  const thread = killableThread<ThreadQuestion, ThreadAnswer>({
    folder: import.meta.dirname,
    file: 'template-renderer',
    startWithin: 30_000,
    answerWithin: 2_000,
    megabytes: 128,
  });
  const numbers = new WeakMap<CompiledTemplate, number>();
  let last = 0;

  async function ask({ template, ...question }: RenderQuestion) {
    const known = numbers.get(template);
    if (known !== undefined) {
      const said = await thread.ask({ ...question, number: known, template: null });
      if (said.kind !== 'answer' || said.answer.kind !== 'not_told') return said;
    }
    last += 1;
    numbers.set(template, last);
    return thread.ask({ ...question, number: last, template });
  }

  return {
    async render(question) {
      const said = await ask(question);
      if (said.kind !== 'answer') return { kind: 'refused', missing: [], words: words[said.kind] };
      if (said.answer.kind === 'not_told')
        throw new Error('a thread forgot what it was told with the question');
      return said.answer;
    },
    end: thread.end,
  };
}
