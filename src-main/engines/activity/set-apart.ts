/** What an account's activity holds that isn't use by its people. */
export interface SetApart {
  /** Features that machines use: calls of an interface, imports, bots. */
  readonly machineFeatures: ReadonlySet<number>;
  /** The account's users who are the company's own staff, tests, or somebody in a customer's name. */
  readonly internalUsers: ReadonlySet<number>;
}

/** Use by one machine feature or internal user: kept beside the state, in none of its figures. */
export interface ApartUse {
  readonly events: number;
  readonly lastDay: number;
}

/** By id. An internal user's use of a machine feature is the user's. */
export interface ApartActivity {
  readonly machineFeatures: Map<number, ApartUse>;
  readonly internalUsers: Map<number, ApartUse>;
}

export const nothingApart: SetApart = { machineFeatures: new Set(), internalUsers: new Set() };

export function createApartActivity(): ApartActivity {
  return { machineFeatures: new Map(), internalUsers: new Map() };
}

export function countApart(uses: Map<number, ApartUse>, id: number, day: number, events: number): void {
  const known = uses.get(id);
  uses.set(id, {
    events: (known?.events ?? 0) + events,
    lastDay: Math.max(known?.lastDay ?? 0, day),
  });
}
