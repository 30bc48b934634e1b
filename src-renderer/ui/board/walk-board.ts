type Move = readonly [column: number, row: number];

const moves = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  k: [0, -1],
  j: [0, 1],
} as const satisfies Readonly<Record<string, Move>>;

/** The keys of a board, each with its way. */
export function keysOfBoard(go: (move: Move) => void): Readonly<Record<keyof typeof moves, () => void>> {
  const by = (key: keyof typeof moves) => () => go(moves[key]);
  return {
    ...{ ArrowLeft: by('ArrowLeft'), ArrowRight: by('ArrowRight') },
    ...{ ArrowUp: by('ArrowUp'), ArrowDown: by('ArrowDown'), k: by('k'), j: by('j') },
  };
}

/** The card beside; of a column that is shorter its last, past an empty column the next one. */
export function neighbourOf<Card>(
  columns: readonly (readonly Card[])[],
  from: Card,
  [sideways, down]: readonly [number, number],
): Card | undefined {
  const column = columns.findIndex((cards) => cards.includes(from));
  const row = columns[column]?.indexOf(from) ?? 0;
  if (sideways === 0) return columns[column]?.[row + down];
  for (let at = column + sideways; at >= 0 && at < columns.length; at += sideways) {
    const cards = columns[at] ?? [];
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)];
  }
  return undefined;
}
