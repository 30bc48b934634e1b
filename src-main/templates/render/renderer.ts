import type { CompiledTemplate, Rendering } from '../../../src-preload/contract/templates/message';
import type { TemplateValues } from '../../../src-preload/contract/templates/variables';
import { killableThread } from '../thread/killable-thread';

export interface RenderQuestion {
  readonly template: CompiledTemplate;
  readonly values: TemplateValues;
  /** The recipient's, as an IANA name. */
  readonly zone: string;
}

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
  const thread = killableThread<RenderQuestion, Rendering>({
    folder: import.meta.dirname,
    file: 'template-renderer',
    startWithin: 30_000,
    answerWithin: 2_000,
    megabytes: 128,
  });
  return {
    async render(question) {
      const said = await thread.ask(question);
      if (said.kind === 'answer') return said.answer;
      return { kind: 'refused', missing: [], words: words[said.kind] };
    },
    end: thread.end,
  };
}
