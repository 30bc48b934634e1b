/**
 * Larger runs first. What a person waits for comes before what keeps the screens true, that before the past, and the
 * past, which completes the first screen, before models, which are welcome whenever they are there.
 */
export const priorities = {
  upkeep: 0,
  learning: 1,
  past: 2,
  forecast: 3,
  nightly: 4,
  everybody: 5,
  changed: 6,
  /** Somebody waits, for minutes. */
  training: 7,
  /** A person decided something about everybody. */
  decided: 8,
  /** A person waits for the answer. */
  asked: 10,
} as const;
