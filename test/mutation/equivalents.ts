import type { Mutant } from './mutant';
import { placeOf } from './mutant';

/** A fault that changes nothing anybody could see. */
export interface Equivalent {
  readonly file: string;
  /** The line as it stands in the file, trimmed: it still fits when lines above it move. */
  readonly line: string;
  /** The fault's kind and, where the line has several of one kind, what stands there with it. */
  readonly kind: string;
  readonly replacement?: string;
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [
  {
    file: 'src-renderer/features/reports/change/use-change.ts',
    line: 'const last = to === undefined || to > asOf ? asOf : to;',
    kind: 'EqualityOperator',
    replacement: 'to >= asOf',
    why: 'of two days that are the same it makes no difference which is taken',
  },
  {
    file: 'src-main/work/reports/renewal-report.ts',
    line: 'const chances = p30 === null || p90 === null || p180 === null ? null : { p30, p90, p180 };',
    kind: 'LogicalOperator',
    why: 'the three chances come from one row: all are there, or none',
  },
];

/** Why nobody can see this fault; null when somebody may. */
export function whyEquivalent(text: string, mutant: Mutant, known = equivalents): string | null {
  const { line } = placeOf(text, mutant.start);
  const written = (text.split('\n')[line - 1] ?? '').trim();
  const found = known.find(
    (one) =>
      one.file === mutant.file &&
      one.kind === mutant.kind &&
      one.line === written &&
      (one.replacement === undefined || one.replacement === mutant.replacement),
  );
  return found?.why ?? null;
}
