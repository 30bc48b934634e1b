import { Parser } from 'htmlparser2';
import { mostBadgeBytes } from '../../../src-preload/contract/celebrations/badges';
import { StewardError } from '../steward-error';
import { isShape, isUnseen, keptValue } from './svg-vocabulary';

export interface CleanSvg {
  readonly svg: string;
  /** Elements that were not taken over, by name, each once. */
  readonly leftOut: readonly string[];
}

const mostElements = 2_000;
const deepest = 40;

/**
 * An SVG as shapes alone, written anew: what is not known is not written down, whatever the text says, so that nothing of it can run, fetch
 * or lead elsewhere. How large it is shown is the screen's; it keeps its proportions.
 * @throws StewardError invalid_input where it is none, shows nothing, or is too large
 */
export function cleanSvg(text: string): CleanSvg {
  if (Buffer.byteLength(text) > mostBadgeBytes) throw unfit('is larger than 64 kB');
  const leftOut = new Set<string>();
  const written: string[] = [];
  /** Whether each element that is open was written down; below one that was not, nothing is. */
  const open: { readonly name: string; readonly isKept: boolean }[] = [];
  let elements = 0;
  let shapes = 0;
  let isOver = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (isOver) return;
        if (elements++ > mostElements || open.length > deepest) throw unfit('is made of too many parts');
        const within = open.length === 0 ? name === 'svg' : (open.at(-1)?.isKept ?? false);
        if (open.length === 0 && !within) throw unfit('is no SVG');
        const isKept = within && isShape(name) && (name !== 'svg' || open.length === 0);
        if (within && !isKept && !isUnseen(name)) leftOut.add(name.slice(0, 60));
        open.push({ name, isKept });
        if (!isKept) return;
        if (!containers.has(name)) shapes++;
        written.push(open.length === 1 ? headOf(attributes) : `<${name}${attributesOf(name, attributes)}>`);
      },
      onclosetag() {
        const closed = open.pop();
        if (closed?.isKept === true) written.push(`</${closed.name}>`);
        if (open.length === 0 && closed !== undefined) isOver = true;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(text);
  if (written.length === 0) throw unfit('is no SVG');
  if (shapes === 0) throw unfit('shows no shape');
  const svg = written.join('');
  if (Buffer.byteLength(svg) > mostBadgeBytes) throw unfit('is larger than 64 kB');
  return { svg, leftOut: [...leftOut].slice(0, 50) };
}

/** They show nothing by themselves. */
const containers: ReadonlySet<string> = new Set([
  ...['svg', 'g', 'defs', 'linearGradient', 'radialGradient', 'stop', 'clipPath', 'mask'],
]);

type Attributes = Readonly<Record<string, string>>;

/** The picture's own size, of which only the proportions stay. */
function headOf(attributes: Attributes): string {
  const box = attributes['viewBox'] ?? `0 0 ${figure(attributes['width'])} ${figure(attributes['height'])}`;
  const figures = box
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [, , width = 0, height = 0] = figures;
  if (figures.length !== 4 || !figures.every(Number.isFinite) || width <= 0 || height <= 0)
    throw unfit('says no size: it needs a viewBox, or a width and a height');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${figures.join(' ')}"${attributesOf('svg', attributes)}>`;
}

function figure(length: string | undefined): number {
  return Number(/^\s*(\d+(\.\d+)?)(px)?\s*$/.exec(length ?? '')?.[1] ?? Number.NaN);
}

function attributesOf(element: string, attributes: Attributes): string {
  const kept = new Map<string, string>();
  for (const [name, value] of Object.entries(attributes)) {
    for (const [one, text] of name === 'style' ? declarations(value) : [[plain(name), value] as const]) {
      const stays = keptValue(element, one, text);
      if (stays !== null) kept.set(one, stays);
    }
  }
  return [...kept].map(([name, value]) => ` ${name}="${value}"`).join('');
}

/** `xlink:href` is `href` by now. */
function plain(name: string): string {
  return name === 'xlink:href' ? 'href' : name;
}

/** What a style says, as attributes: drawing programs write colours there. */
function declarations(style: string): (readonly [string, string])[] {
  return style.split(';').flatMap((declaration) => {
    const at = declaration.indexOf(':');
    return at < 0 ? [] : [[declaration.slice(0, at).trim(), declaration.slice(at + 1)] as const];
  });
}

function unfit(why: string): StewardError {
  return new StewardError('invalid_input', `The picture ${why}. Choose another one.`, { file: `It ${why}.` });
}
