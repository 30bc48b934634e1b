import type { Lesson } from '../../engines/risk/churn/learn-churn';
import type { Commitment } from '../../engines/risk/features/terms';

/** A lesson on its way into another thread: nothing but columns of numbers, so that handing it over takes no time. */
export interface PackedLesson extends Omit<Lesson, 'rows'> {
  readonly rows: Omit<Lesson['rows'], 'commitment'>;
  readonly commitment: PackedCommitments;
}

/** Term ends of all rows, one after the other; those of a row end before `ends` of it. */
interface PackedCommitments {
  readonly ends: Int32Array;
  readonly day: Int32Array;
  readonly months: Int32Array;
}

/** What the thread that learns tells. */
export type TrainingNews =
  | { readonly kind: 'step'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'learned';
      /** JSON of ChurnModel. */
      readonly model: string;
      /** JSON of CardFigures. */
      readonly card: string;
      readonly proves: boolean;
      readonly serves: boolean;
      readonly auc: number | null;
    }
  /** The rows can't carry a model; in words. */
  | { readonly kind: 'unfit'; readonly message: string };

/** The lesson's own columns go with it and are empty here afterwards. */
export function packLesson({ rows, ...rest }: Lesson): { packed: PackedLesson; transfer: ArrayBuffer[] } {
  const { commitment, ...columns } = rows;
  const packed = { ...rest, rows: columns, commitment: packCommitments(commitment) };
  const arrays = [
    ...Object.values(columns),
    ...Object.values(packed.commitment),
    ...columns.table.columns.map((column) => (column.kind === 'number' ? column.values : column.codes)),
  ].filter((value) => ArrayBuffer.isView(value));
  return { packed, transfer: arrays.map(({ buffer }) => buffer as ArrayBuffer) };
}

export function unpackLesson({ rows, commitment, ...rest }: PackedLesson): Lesson {
  return { ...rest, rows: { ...rows, commitment: unpackCommitments(commitment) } };
}

function packCommitments(commitments: readonly Commitment[]): PackedCommitments {
  const all = commitments.flat();
  let end = 0;
  return {
    ends: Int32Array.from(commitments, ({ length }) => {
      end += length;
      return end;
    }),
    day: Int32Array.from(all, ({ day }) => day),
    months: Int32Array.from(all, ({ months }) => months),
  };
}

function unpackCommitments({ ends, day, months }: PackedCommitments): Commitment[] {
  return Array.from(ends, (end, row) => {
    const start = row === 0 ? 0 : (ends[row - 1] as number);
    return Array.from({ length: end - start }, (_, i) => ({
      day: day[start + i] as number,
      months: months[start + i] as number,
    }));
  });
}
