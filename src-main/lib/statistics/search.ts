/** How many of the ascending numbers are smaller than the value, by halving. */
export function countBelow(ascending: ArrayLike<number>, value: number): number {
  return countBefore(ascending, value, false);
}

/** How many of the ascending numbers are the value or smaller, by halving. */
export function countUpTo(ascending: ArrayLike<number>, value: number): number {
  return countBefore(ascending, value, true);
}

function countBefore(ascending: ArrayLike<number>, value: number, withEqual: boolean): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const one = ascending[middle] as number;
    if (one < value || (withEqual && one === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
