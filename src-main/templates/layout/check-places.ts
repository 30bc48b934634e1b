import { Parser } from 'htmlparser2';
import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import { isVariable, templateVariables } from '../../../src-preload/contract/templates/variables';
import { safeLink } from '../liquid/filters';
import { type LiquidTag, marksIn } from '../liquid/tokens';
import { error } from '../problem';
import { bannedTags, isHarmfulCss, linkAttributes, textAttributes } from './vocabulary';

/**
 * Where Liquid stands in HTML, and what stands there besides: each value in a text, a link or an attribute that is read, so
 * that escaping keeps it there; each condition whole within one element or one attribute, so that none moves what follows.
 * @param masked HTML whose Liquid is masked
 */
export function checkPlaces(masked: string, tags: readonly LiquidTag[]): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const seen = new Set<number>();
  const blocks: Block[] = [];
  const places: object[] = [{}];
  const open: string[] = [];

  const parser: Parser = new Parser(
    {
      onopentag(name, attributes) {
        if (bannedTags.has(name)) problems.push(error(`A mail can’t hold <${name}>.`));
        if (marksIn(name).length > 0) refuse(name, 'in the name of a tag');
        for (const [key, value] of Object.entries(attributes)) attribute(key, value, name);
        places.push({});
        open.push(name);
      },
      onclosetag() {
        places.pop();
        open.pop();
      },
      ontext(text) {
        if (open.at(-1) === 'style') {
          if (isHarmfulCss(text.replace(/[<>]/g, '')) && !isLayoutCss(text))
            problems.push(error('A style fetches or runs something.'));
          refuse(text, 'in a style');
        } else stand(text, places.at(-1) ?? {}, null);
      },
      oncomment(text) {
        refuse(text, 'in a note or in what Outlook alone reads');
      },
    },
    { decodeEntities: true },
  );
  parser.end(masked);
  for (const [number, tag] of tags.entries())
    if (!seen.has(number))
      problems.push(
        error(`${tag.source} stands where the layout drops it: move it into an mj-text.`, tag.line),
      );
  for (const { tag } of blocks) problems.push(error(`${tag.source} is not closed.`, tag.line));
  return problems;

  function attribute(key: string, value: string, name: string): void {
    if (marksIn(key).length > 0) refuse(key, 'in the name of an attribute');
    if (/^on/i.test(key)) problems.push(error(`${key} would run something: mails can’t.`));
    const isMeta = name === 'meta' && key === 'http-equiv' && /refresh/i.test(value);
    if (isMeta) problems.push(error('A mail can’t lead somewhere by itself.'));
    const isLink = linkAttributes.has(key);
    if (isLink) link(value);
    else if (!textAttributes.has(key)) refuse(value, `in the attribute ${key}`);
    if (isLink || textAttributes.has(key)) stand(value, {}, isLink ? value : null);
  }

  function link(value: string): void {
    const first = tags[marksIn(value)[0] ?? -1];
    // What a value begins is its own affair (`linkProblems`).
    if (first?.kind === 'output' && /^\s*lqz/.test(value)) return;
    if (safeLink(value.replace(/lqz\d+z/g, 'x')) === null && value !== '')
      problems.push(error(`“${value.slice(0, 60)}” is no address with http, https or mailto.`));
  }

  /** Marks in a place where they may be. */
  function stand(text: string, place: object, address: string | null): void {
    for (const number of marksIn(text)) {
      const tag = tags[number];
      if (tag === undefined) continue;
      seen.add(number);
      if (tag.kind === 'output') {
        if (address !== null) problems.push(...linkProblems(tag, address, number));
      } else if (address !== null)
        problems.push(error(`${tag.source} stands in a link: put it around the link.`, tag.line));
      else block(tag, tag.kind.tag, place);
    }
  }

  function block(tag: LiquidTag, name: string, place: object): void {
    if (!name.startsWith('end') && !['else', 'elsif', 'when'].includes(name)) {
      blocks.push({ tag, place });
      return;
    }
    const begun = blocks.at(-1);
    if (begun === undefined || begun.place !== place)
      problems.push(
        error(
          `${tag.source} stands in another element than what it belongs to: put both into one.`,
          tag.line,
        ),
      );
    if (name.startsWith('end')) blocks.pop();
  }

  function refuse(text: string, where: string): void {
    for (const number of marksIn(text)) {
      const tag = tags[number];
      seen.add(number);
      if (tag !== undefined)
        problems.push(error(`${tag.source} stands ${where}, where no value may.`, tag.line));
    }
  }
}

interface Block {
  readonly tag: LiquidTag;
  readonly place: object;
}

/** A link is one whole, from a variable that is one or through `| url`; within a link a value is encoded. */
function linkProblems(tag: LiquidTag, address: string, number: number): TemplateProblem[] {
  const { name, last } = partsOf(tag.source);
  const begins = address.trimStart().startsWith(`lqz${number}z`);
  if (!begins)
    return last === 'url_encode'
      ? []
      : [error(`${tag.source} stands within a link: end it with | url_encode.`, tag.line)];
  const isLink =
    last === 'url' || (last === null && isVariable(name) && templateVariables[name].type === 'link');
  return isLink ? [] : [error(`${tag.source} begins a link: name a link, or end it with | url.`, tag.line)];
}

function partsOf(source: string): { name: string; last: string | null } {
  const inner = source.replace(/^\{\{-?\s*|\s*-?\}\}$/g, '').replace(/"[^"]*"|'[^']*'/g, '""');
  const [name = '', ...filters] = inner.split('|').map((part) => part.trim());
  return { name, last: filters.at(-1)?.split(':')[0]?.trim() ?? null };
}

/** MJML's own styles hold `<` nowhere and fetch nothing: what reaches here is told by the source's check already. */
function isLayoutCss(text: string): boolean {
  return !/url\s*\(|@import|expression\s*\(|behavior\s*:|-moz-binding|javascript:/i.test(text);
}
