import { type ActivityState, ringDays } from './activity-state';

/** After so many silent days nothing of before lies in any window: what comes then is a habit of its own. */
const endOfAnyHabit = ringDays;
/** Use on so few days of those in any window, and then silence for so many, is no habit: a try, or a clock gone wrong. */
const strayDays = 2;
const straySilence = 56;

/** Whether a habit has ended, told when the next use comes. @param activeDays days of use of that habit */
function hasEnded(lastDay: number, next: number, activeDays: () => number): boolean {
  const silence = next - lastDay;
  if (lastDay === 0 || silence <= straySilence) return false;
  return silence > endOfAnyHabit || activeDays() <= strayDays;
}

/** Whether use on a day begins the account's habit anew, so that an event far before the rest moves no baseline. */
export function beginsAnew({ organization }: ActivityState, day: number): boolean {
  return hasEnded(organization.lastDay, day, () => activeCells(organization.sevenths, 0, organization));
}

/** Forgets what rates are made of; what was used, when and how often, stays, and so do the windows. */
export function beginHabit({ organization }: ActivityState): void {
  const { habitDay, lastDay, sevenths } = organization;
  if (activeCells(sevenths, 0, organization) <= strayDays && lastDay - habitDay < ringDays) {
    for (let day = habitDay; day <= lastDay; day++)
      organization.strayEvents += (sevenths[day & (ringDays - 1)] as number) / 7;
  }
  organization.habitDay = 0;
}

/** The same of one user. @param slot of the user, whose use on the day is about to be counted */
export function beginUsersHabit({ users }: ActivityState, slot: number, day: number): void {
  const start = slot * ringDays;
  const habit = { habitDay: users.firstDay[slot] as number, lastDay: users.lastDay[slot] as number };
  if (!hasEnded(habit.lastDay, day, () => activeCells(users.daily, start, habit))) return;
  users.firstDay[slot] = 0;
  users.daily.fill(0, start, start + ringDays);
}

function activeCells(
  ring: Float64Array | Uint32Array,
  start: number,
  { habitDay, lastDay }: { readonly habitDay: number; readonly lastDay: number },
): number {
  let days = 0;
  for (let day = Math.max(habitDay, lastDay - ringDays + 1); day <= lastDay; day++) {
    if (ring[start + (day & (ringDays - 1))] !== 0) days += 1;
  }
  return days;
}
