/** The time, as an argument. `now` answers milliseconds since 1970 UTC. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The system's clock, ahead by so many milliseconds: another day for whoever tries how Steward is then. */
export function clockAhead(milliseconds: number): Clock {
  return { now: () => Date.now() + milliseconds };
}
