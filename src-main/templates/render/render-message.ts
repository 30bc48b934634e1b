import { type Template, UndefinedVariableError } from 'liquidjs';
import type { Rendering } from '../../../src-preload/contract/templates/message';
import {
  isVariable,
  type TemplateValues,
  templateVariables,
} from '../../../src-preload/contract/templates/variables';
import { liquidFor } from '../liquid/engine';
import type { Destination } from '../liquid/printed';
import { Refusal } from '../liquid/refusal';
import { type Reader, scopeOf, withStandIns } from '../liquid/scope';
import type { Prepared } from './prepare';
import { textPart } from './text-part';

/** The message for one recipient. The template's language decides how figures and days are said. */
export function renderMessage(prepared: Prepared, values: TemplateValues, zone: string): Rendering {
  const reader: Reader = { language: prepared.language, zone };
  const scope = scopeOf(values, reader);
  let parts: ReturnType<typeof partsOf>;
  try {
    parts = partsOf(prepared, scope);
  } catch (cause) {
    const missing = missingOf(cause);
    if (missing === null) return { kind: 'refused', missing: [], words: wordsOf(cause) };
    const names = allMissing(prepared, scope, reader, missing);
    return { kind: 'refused', missing: names, words: missingWords(names) };
  }
  return { kind: 'message', ...parts, text: parts.text ?? textPart(parts.html) };
}

function partsOf({ subject, preheader, html, language, isPlain }: Prepared, scope: object) {
  return {
    subject: header('subject', render(subject, 'header', language, scope)),
    preheader: header('preheader', render(preheader, 'header', language, scope)),
    html: isPlain ? '' : render(html, 'html', language, scope),
    /** Null: it is made of the HTML. */
    text: isPlain ? plainPart(render(html, 'header', language, scope)) : null,
  };
}

function render(templates: readonly Template[], to: Destination, language: string, scope: object): string {
  return liquidFor(to, language).renderSync([...templates], scope);
}

/** As it was written: its ends, and lines that are left over where a condition did not hold, aside. */
function plainPart(written: string): string {
  const text = written
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  if (text === '') throw new Refusal('the text is empty');
  return text;
}

/** A header is one line of characters that show. */
function header(field: 'subject' | 'preheader', text: string): string {
  const line = text.trim();
  if (/[\p{Cc}\u2028\u2029]/u.test(line))
    throw new Refusal(`the ${field} holds a line break or another character that doesn’t show`);
  if (field === 'subject' && line === '') throw new Refusal('the subject is empty');
  return line;
}

/** With something in the place of what is missing the rest tells what else is. */
function allMissing(prepared: Prepared, scope: object, reader: Reader, first: string): string[] {
  const names = [first];
  while (true) {
    try {
      partsOf(prepared, withStandIns(scope, names, reader));
      return names;
    } catch (cause) {
      const next = missingOf(cause);
      if (next === null || names.includes(next)) return names;
      names.push(next);
    }
  }
}

function missingOf(cause: unknown): string | null {
  return cause instanceof UndefinedVariableError ? cause.token.getText().trim() : null;
}

function missingWords(names: readonly string[]): string {
  const [first = ''] = names;
  const why = isVariable(first) ? templateVariables[first].missing : null;
  const are = names.length === 1 ? `${first} is missing` : `${names.join(', ')} are missing`;
  return names.length === 1 && why !== null ? `${are}. ${why}` : are;
}

/** liquidjs wraps what its filters and outputs throw. */
function wordsOf(cause: unknown): string {
  for (let error: unknown = cause; error instanceof Error; error = originOf(error)) {
    if (error instanceof Refusal) return error.message;
    if (/(render|memory alloc) limit exceeded/.test(error.message))
      return 'the template takes too long or too much memory to render';
  }
  return 'the template can’t be rendered: look at its Liquid';
}

function originOf(error: Error): unknown {
  return 'originalError' in error && error.originalError !== error ? error.originalError : null;
}
