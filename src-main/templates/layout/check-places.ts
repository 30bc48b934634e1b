import { type DefaultTreeAdapterMap, parse } from 'parse5';
import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import { safeLink } from '../liquid/filters';
import { type Masked, marksIn } from '../liquid/tokens';
import { error } from '../problem';
import { conditionsOf } from './conditions';
import { linkProblems } from './link-problems';
import { bannedTags, linkAttributes, textAttributes } from './vocabulary';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/**
 * Where Liquid stands in HTML, and what stands there besides: each value in a text, a link or an attribute that is read, so
 * that escaping keeps it there; each condition whole within one element or one attribute, so that none moves what follows.
 * The HTML is taken as browsers take it: a parser of other rules could be shown something else than readers are.
 */
export function checkPlaces({ text: masked, tags }: Masked): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const seen = new Set<number>();
  const conditions = conditionsOf(problems);
  walk(parse(masked, { sourceCodeLocationInfo: true }));
  for (const [number, tag] of tags.entries())
    if (!seen.has(number))
      problems.push(
        error(`${tag.source} stands where the layout drops it: move it into an mj-text.`, tag.line),
      );
  conditions.end();
  return problems;

  function walk(node: Node): void {
    if ('tagName' in node) element(node);
    else if ('value' in node) text(node);
    else if ('data' in node) refuse(node.data, 'in a note or in what Outlook alone reads');
    if ('content' in node) walk(node.content);
    if ('childNodes' in node) for (const child of node.childNodes) walk(child);
  }

  function text({ value, parentNode }: DefaultTreeAdapterMap['textNode']): void {
    if (parentNode?.nodeName === 'style') refuse(value, 'in a style');
    else stand(value, parentNode ?? {}, false);
  }

  function element(node: Element): void {
    if (bannedTags.has(node.tagName)) problems.push(error(`A mail can’t hold <${node.tagName}>.`));
    refuse(node.tagName, 'in the name of a tag');
    for (const { name, value } of node.attrs) attribute(node, name, value);
  }

  function attribute(node: Element, name: string, value: string): void {
    refuse(name, 'in the name of an attribute');
    if (/^on/i.test(name)) problems.push(error(`${name} would run something: mails can’t.`));
    if (node.tagName === 'meta' && name === 'http-equiv' && /refresh/i.test(value))
      problems.push(error('A mail can’t lead somewhere by itself.'));
    const isLink = linkAttributes.has(name);
    if (isLink) link(value);
    // Without quotes a space in a value would begin another attribute.
    if (!isQuoted(node, name)) {
      refuse(value, `in the attribute ${name} without quotes`);
      return;
    }
    if (isLink || textAttributes.has(name)) stand(value, {}, isLink);
    else refuse(value, `in the attribute ${name}`);
  }

  function isQuoted({ sourceCodeLocation }: Element, name: string): boolean {
    const place = sourceCodeLocation?.attrs?.[name];
    if (place === undefined) return false;
    return /^[^\s="']+\s*=\s*("[^"]*"|'[^']*')$/.test(masked.slice(place.startOffset, place.endOffset));
  }

  function link(value: string): void {
    const first = tags[marksIn(value)[0] ?? -1];
    // What a value begins is its own affair (`linkProblems`).
    if (first?.kind === 'output' && /^\s*lqz/.test(value)) return;
    if (value !== '' && safeLink(value.replace(/lqz\d+z/g, 'x')) === null)
      problems.push(error(`“${value.slice(0, 60)}” is no address with http, https or mailto.`));
  }

  /** Marks in a place where they may be. */
  function stand(value: string, place: object, isLink: boolean): void {
    for (const number of marksIn(value)) {
      const tag = tags[number];
      if (tag === undefined) continue;
      seen.add(number);
      if (tag.kind === 'output') {
        if (isLink) problems.push(...linkProblems(tag, value, number));
      } else if (isLink)
        problems.push(error(`${tag.source} stands in a link: put it around the link.`, tag.line));
      else conditions.meet(tag, tag.kind.tag, place);
    }
  }

  function refuse(value: string, where: string): void {
    for (const number of marksIn(value)) {
      const tag = tags[number];
      seen.add(number);
      if (tag !== undefined)
        problems.push(error(`${tag.source} stands ${where}, where no value may.`, tag.line));
    }
  }
}
