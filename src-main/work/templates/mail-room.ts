import { startCompiler, type TemplateCompiler } from '../../templates/layout/compiler';
import { startRenderer, type TemplateRenderer } from '../../templates/render/renderer';

/** Where templates are compiled and messages rendered: two threads, each of which starts when it is first asked. */
export interface MailRoom extends Pick<TemplateCompiler, 'compile'>, Pick<TemplateRenderer, 'render'> {
  end(): void;
}

export function startMailRoom(): MailRoom {
  const compiler = startCompiler();
  const renderer = startRenderer();
  return {
    compile: compiler.compile,
    render: renderer.render,
    end() {
      compiler.end();
      renderer.end();
    },
  };
}
