import { riskLevels } from '../../../src-preload/contract/domain';
import { type RiskPoint, riskPointSchema } from '../../../src-preload/contract/risk/risk-screen';
import type { ColumnSort } from '../../ui/table/column';

/** What needs eyes first: the most money that a model expects to lose, or the worst levels where there is no model. */
export function firstSort(withModel: boolean): ColumnSort {
  return { key: withModel ? 'expectedLoss90' : 'level', descending: true };
}

/** How the list was sorted last, where it still can be. */
export function usableSort(kept: ColumnSort | null): ColumnSort | null {
  return riskPointSchema.keyof().safeParse(kept?.key).success ? kept : null;
}

/**
 * The points in the order of a column: levels by how bad they are, names as people sort them. What is not known stands
 * last either way; equals keep the order in which they came.
 */
export function sortPoints(points: readonly RiskPoint[], sort: ColumnSort): RiskPoint[] {
  const key = riskPointSchema.keyof().safeParse(sort.key);
  if (!key.success) return [...points];
  const direction = sort.descending ? -1 : 1;
  return [...points].sort((a, b) => {
    const [left, right] = [sortable(a, key.data), sortable(b, key.data)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return direction * compare(left, right);
  });
}

function sortable(point: RiskPoint, key: keyof RiskPoint): string | number | null {
  if (key === 'level') return riskLevels.indexOf(point.level);
  if (key === 'otherArr') return null;
  return key === 'tooLittle' ? (point.tooLittle?.known ?? null) : point[key];
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: 'base' });
}
