import type { TemplateProblem } from '../../src-preload/contract/templates/problem';

type Field = TemplateProblem['field'];

export function error(words: string, line: number | null = null, field: Field = 'mjml'): TemplateProblem {
  return { weight: 'error', field, line, words };
}

export function warning(words: string, line: number | null = null, field: Field = 'mjml'): TemplateProblem {
  return { weight: 'warning', field, line, words };
}
