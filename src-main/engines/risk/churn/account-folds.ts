import { type Folds, stratifiedFolds } from '../model/folds';

/** Folds of whole accounts: months of one account are too alike to learn from one and judge by another. */
export function accountFolds(
  organizationId: Int32Array,
  outcome: Float64Array,
  count: number,
  seed: number,
): Folds {
  const places = new Map<number, number>();
  const left: number[] = [];
  organizationId.forEach((id, row) => {
    const place = places.get(id) ?? left.length;
    places.set(id, place);
    left[place] = Math.max(left[place] ?? 0, outcome[row] as number);
  });
  const { of } = stratifiedFolds(Float64Array.from(left), count, seed);
  return { count, of: organizationId.map((id) => of[places.get(id) as number] as number) };
}
