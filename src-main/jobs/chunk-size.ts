/**
 * Sizes chunks so that one takes about the given time: the next is as much larger or smaller as the last was quicker
 * or slower, by no more than half or double.
 */
export function createChunkSize(milliseconds: number): {
  readonly size: number;
  took(elapsed: number): void;
} {
  let size = 8;
  return {
    get size() {
      return size;
    },
    took(elapsed) {
      const factor = Math.min(2, Math.max(0.5, milliseconds / Math.max(elapsed, 0.1)));
      size = Math.min(2000, Math.max(1, Math.round(size * factor)));
    },
  };
}
