import type { Mutant } from './mutant';
import { placeOf } from './mutant';

/** A fault that changes nothing anybody could see. */
export interface Equivalent {
  readonly file: string;
  /** How the line begins in the file, trimmed: it still fits when lines above it move. */
  readonly line: string;
  /** The fault's kind and, where the line has several of one kind, what stands there with it. */
  readonly kind: string;
  readonly replacement?: string;
  readonly why: string;
}

export const equivalents: readonly Equivalent[] = [
  {
    file: 'src-main/api/privacy-procedures.ts',
    line: 'await writeFile(path, ',
    kind: 'OtherNumber',
    replacement: '3',
    why: 'how far the lines of a JSON file are indented says nothing',
  },
  {
    file: 'src-main/app/desktop/tray-icon.ts',
    line: 'return Math.min(1, Math.max(0, depth / soft + 0.5));',
    kind: 'OtherNumber',
    why: 'an edge of a small picture that is a twentieth of a pixel softer',
  },
  {
    file: 'src-main/company/settle-grains.ts',
    line: 'const hasSeveralWeekdays = (weekdays & (weekdays - 1)) !== 0;',
    kind: 'OtherNumber',
    replacement: '2',
    why: 'the first bit stands for no day',
  },
  {
    file: 'src-main/engines/health/explain-change.ts',
    line: 'moves.map((move) => doubled.get(move) ?? 0),',
    kind: 'OtherNumber',
    why: 'each move is a step of both orders, so that it is always there',
  },
  {
    file: 'src-main/engines/risk/features/words-of-use.ts',
    line: 'if (log < 0.5) return',
    kind: 'OtherNumber',
    why: 'the logarithm of one more than whole days: 0, or 0.69 and more',
  },
  {
    file: 'src-main/engines/schedule/pattern-of.ts',
    line: 'const mostDaysOff = 3000;',
    kind: 'OtherNumber',
    why: 'further than any holidays reach, and a day further still',
  },
  {
    file: 'src-main/work/scoring/fold-account.ts',
    line: 'return { changed: !usable || folded > 0, isMarked: dirtyFrom !== undefined, storedIsLater, rest };',
    kind: 'EqualityOperator',
    replacement: 'folded >= 0',
    why: 'what did not change is written once more as it was',
  },
  {
    file: 'src-main/sync/pull/fetch-rows.ts',
    line: 'if (bytes <= mostBytes) found.push(...batch);',
    kind: 'EqualityOperator',
    replacement: 'bytes < mostBytes',
    why: 'of exactly so many bytes a load is begun instead, which brings the same',
  },
  {
    file: 'src-main/work/milestones/statistics-of.ts',
    line: 'if (pValue > 0.05) return `No clear difference.',
    kind: 'EqualityOperator',
    replacement: 'pValue >= 0.05',
    why: 'no counts of accounts make a probability of exactly a twentieth',
  },
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
      written.startsWith(one.line) &&
      (one.replacement === undefined || one.replacement === mutant.replacement),
  );
  return found?.why ?? null;
}
