import { isFew } from '../../lib/few';
import type { SetApart } from './set-apart';

/** What an account used in a period: of each feature by its place, and of anything at all in the last place. */
export interface AccountUse {
  readonly events: Float64Array;
  /** Of them those of nobody in particular. */
  readonly nameless: Float64Array;
  readonly people: Int32Array;
}

/** A page of an account: its columns lie in `integers` of all its pages. */
interface Page {
  readonly lastDay: number;
  readonly rows: number;
  /** Where its columns begin, in bytes. */
  readonly offset: number;
}

/** Counts what an account used in one period after another: what it needs is made once. */
export interface UseCounter {
  /**
   * What people used on some days, the first not included; a week's count is of the day on which the week ends. What machines
   * did and what the company's own staff did is in none of it.
   */
  count(
    pages: readonly Page[],
    integers: Int32Array,
    after: number,
    through: number,
    apart: SetApart,
  ): AccountUse;
}

/** @param features their ids; each one's place is where it stands */
export function useCounter(features: readonly number[]): UseCounter {
  const placeOf = new Map(features.map((id, place) => [id, place]));
  const any = features.length;
  const met = metBy(features.length + 1);
  return {
    count(pages, integers, after, through, { internalUsers, machineFeatures }) {
      const use = emptyUse(any + 1);
      met.forget();
      for (const { lastDay, rows, offset } of pages) {
        if (lastDay <= after || lastDay > through) continue;
        const at = offset / 4;
        // The entries of one person stand together, so that who it is is looked up once a page.
        let [person, slot, isStaff] = [0, -1, false];
        for (let row = 0; row < rows; row++) {
          const events = integers[at + 2 * rows + row] as number;
          const feature = integers[at + rows + row] as number;
          if (events <= 0 || machineFeatures.has(feature)) continue;
          const user = integers[at + row] as number;
          if (user !== person) {
            person = user;
            isStaff = internalUsers.has(user);
            slot = user > 0 && !isStaff ? met.slotOf(user) : -1;
          }
          if (isStaff) continue;
          add(use, any, slot, events);
          const place = placeOf.get(feature);
          if (place !== undefined) add(use, place, slot, events);
        }
      }
      return use;
    },
  };

  /** @param slot the person's; -1: of nobody in particular */
  function add({ events, nameless, people }: AccountUse, place: number, slot: number, count: number): void {
    events[place] = (events[place] as number) + count;
    if (slot < 0) nameless[place] = (nameless[place] as number) + count;
    else if (met.isFirst(slot, place)) people[place] = (people[place] as number) + 1;
  }
}

/** Which people of an account were met at which places, of so many; it is used again from one account to the next. */
function metBy(width: number) {
  const slots = new Map<number, number>();
  let seen = new Uint8Array(16 * width);
  return {
    forget(): void {
      seen.fill(0, 0, slots.size * width);
      slots.clear();
    },
    slotOf(person: number): number {
      const known = slots.get(person);
      if (known !== undefined) return known;
      const slot = slots.size;
      slots.set(person, slot);
      if (slots.size * width > seen.length) {
        const wider = new Uint8Array(2 * seen.length);
        wider.set(seen);
        seen = wider;
      }
      return slot;
    },
    isFirst(slot: number, place: number): boolean {
      const at = slot * width + place;
      if (seen[at] === 1) return false;
      seen[at] = 1;
      return true;
    },
  };
}

function emptyUse(width: number): AccountUse {
  return {
    events: new Float64Array(width),
    nameless: new Float64Array(width),
    people: new Int32Array(width),
  };
}

/** How many people of an account used what stands in a place; null where more than a few of its uses are of nobody in particular. */
export function peopleOf({ events, nameless, people }: AccountUse, place: number): number | null {
  return isFew(nameless[place] as number, events[place] as number) ? (people[place] as number) : null;
}

/** What accounts add up to in a period, by place. */
export interface UseTally {
  readonly accounts: Int32Array;
  readonly events: Float64Array;
  readonly people: Int32Array;
  /** Accounts of whose uses is not known whose they are. */
  readonly nameless: Int32Array;
}

/** Two periods beside each other. */
export interface ComparedUse {
  readonly now: UseTally;
  readonly before: UseTally;
  readonly adopted: Int32Array;
  readonly stopped: Int32Array;
}

/** @param features how many there are */
export function emptyComparedUse(features: number): ComparedUse {
  const counts = () => new Int32Array(features + 1);
  const tally = () => ({
    ...{ accounts: counts(), people: counts(), nameless: counts() },
    events: new Float64Array(features + 1),
  });
  return { now: tally(), before: tally(), adopted: counts(), stopped: counts() };
}

/** Adds an account with what it used in the two periods. */
export function addComparedUse(compared: ComparedUse, now: AccountUse, before: AccountUse): void {
  for (let place = 0; place < compared.adopted.length; place++) {
    const [isUsed, wasUsed] = [(now.events[place] as number) > 0, (before.events[place] as number) > 0];
    if (isUsed) addUse(compared.now, now, place);
    if (wasUsed) addUse(compared.before, before, place);
    if (isUsed && !wasUsed) compared.adopted[place] = (compared.adopted[place] as number) + 1;
    if (wasUsed && !isUsed) compared.stopped[place] = (compared.stopped[place] as number) + 1;
  }
}

function addUse(tally: UseTally, use: AccountUse, place: number): void {
  tally.accounts[place] = (tally.accounts[place] as number) + 1;
  tally.events[place] = (tally.events[place] as number) + (use.events[place] as number);
  const people = peopleOf(use, place);
  if (people === null) tally.nameless[place] = (tally.nameless[place] as number) + 1;
  else tally.people[place] = (tally.people[place] as number) + people;
}
