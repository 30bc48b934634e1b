import type { TemplateProblem } from '../../../src-preload/contract/templates/problem';
import { counted } from '../../../src-preload/contract/words';

let languages: Intl.DisplayNames | undefined;

/** A BCP 47 tag as an English word; anything else as it is written. */
export function languageName(tag: string): string {
  languages ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** @returns `2 errors, 1 warning` */
export function problemCounts(problems: readonly TemplateProblem[]): string {
  const errors = problems.filter(({ weight }) => weight === 'error').length;
  const warnings = problems.length - errors;
  return [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ].join(', ');
}

/** Where in a template, and what. @returns `Layout, line 12: …` */
export function problemWords({ field, line, words }: TemplateProblem): string {
  return `${placeWords(field, line)}: ${words}`;
}

const fieldNames = { subject: 'Subject', preheader: 'Preheader', mjml: 'Layout' } as const;

export function placeWords(field: TemplateProblem['field'], line: number | null): string {
  return line === null || field !== 'mjml' ? fieldNames[field] : `${fieldNames[field]}, line ${line}`;
}
