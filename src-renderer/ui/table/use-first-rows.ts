import { useState } from 'react';

interface FirstRows<Row> {
  readonly shown: readonly Row[];
  /** Whether all of them are. */
  readonly isWhole: boolean;
  toggle(): void;
}

/** The first rows of a list, so that it is drawn at once, and all of them where somebody asks. @param isWhole all from the start, as on paper */
export function useFirstRows<Row>(rows: readonly Row[], first: number, isWhole = false): FirstRows<Row> {
  const [asked, setAsked] = useState(isWhole);
  const all = asked || rows.length <= first;
  return { shown: all ? rows : rows.slice(0, first), isWhole: all, toggle: () => setAsked(!asked) };
}
