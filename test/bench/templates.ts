import { Liquid } from 'liquidjs';
import { startCompiler } from '../../src-main/templates/layout/compiler';
import { startRenderer } from '../../src-main/templates/render/renderer';
import { starters } from '../../src-main/templates/starters/starters';
import { fullValues } from '../templates/support/values';
import { type BenchRow, comparison, figure } from './bench-row';

const messages = 1_000;

/** Messages rendered in their thread beside bare liquidjs on the same HTML, and what a layout takes to compile. */
export async function benchTemplates(log: (text: string) => void): Promise<BenchRow[]> {
  const [starter] = starters;
  if (starter === undefined) throw new Error('there is no starter');
  const source = { ...starter, language: 'en', isTransactional: false };
  const compiler = startCompiler();
  const renderer = startRenderer();
  try {
    log('compiling and rendering templates');
    const first = await timed(() => compiler.compile(source));
    const { html } = await compiler.compile(source);
    const compiles = await timed(async () => {
      for (let done = 0; done < 50; done += 1) await compiler.compile(source);
    });
    const template = { ...source, html: html ?? '' };
    const ask = () => renderer.render({ template, values: fullValues, zone: 'Europe/Dublin' });
    await ask();
    const rendered = await timed(async () => {
      for (let done = 0; done < messages; done += 1) await ask();
    });
    const bare = await timed(() => renderBare(template.html));
    return [
      figure('first template compiled, with the start of its thread', first, 'ms'),
      figure('a template compiled and looked at', compiles / 50, 'ms'),
      comparison(
        '1,000 messages: rendered with subject and text part, one after the other, in their thread',
        rendered,
        'ms',
        { name: 'bare liquidjs on the same HTML', value: bare },
        null,
      ),
    ];
  } finally {
    compiler.end();
    renderer.end();
  }
}

async function renderBare(html: string): Promise<void> {
  const engine = new Liquid({ outputEscape: 'escape' });
  const parsed = engine.parse(html);
  const scope: Record<string, Record<string, unknown>> = {};
  for (const [name, value] of Object.entries(fullValues)) {
    const [branch = '', leaf = ''] = name.split('.');
    scope[branch] = { ...scope[branch], [leaf]: typeof value === 'object' ? 'x' : value };
  }
  engine.registerFilter('day', (value: unknown) => value);
  for (let done = 0; done < messages; done += 1) await engine.render(parsed, scope);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
