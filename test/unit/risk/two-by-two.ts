/** A hundred rows of a flag and an outcome: of those with the flag 30 had the event and 10 had not, of those without 20 and 40. */
export const twoByTwo = [
  { x: 1, y: 1, count: 30 },
  { x: 1, y: 0, count: 10 },
  { x: 0, y: 1, count: 20 },
  { x: 0, y: 0, count: 40 },
].flatMap(({ x, y, count }) => Array.from({ length: count }, () => ({ x, y })));
