/** The row a key moves to from row `active` (-1: none) of `count`; undefined when the key doesn't move. */
export function rowAfterKey(
  key: string,
  active: number,
  count: number,
  pageRows: number,
): number | undefined {
  if (count === 0) return undefined;
  const target = targetOf(key, active, count, pageRows);
  return target === undefined ? undefined : Math.min(count - 1, Math.max(0, target));
}

function targetOf(key: string, active: number, count: number, pageRows: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return active + 1;
    case 'ArrowUp':
    case 'k':
      return active - 1;
    case 'PageDown':
      return active + pageRows;
    case 'PageUp':
      return active - pageRows;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
