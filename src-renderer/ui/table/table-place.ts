interface Place {
  /** Px scrolled. */
  readonly offset: number;
  /** The active row; -1 for none. */
  readonly active: number;
}

/** Where a person was in each named table, so that coming back from an account finds the same row. */
const places = new Map<string, Place>();
const top: Place = { offset: 0, active: -1 };

export function placeOf(name: string | undefined): Place {
  return (name !== undefined && places.get(name)) || top;
}

export function rememberPlace(name: string | undefined, place: Place): void {
  if (name !== undefined) places.set(name, place);
}
