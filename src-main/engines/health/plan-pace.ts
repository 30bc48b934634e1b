import { type StandsInPlan, shareDone, standInPlan } from '../milestones/stand-in-plan';
import type { AccountBatch, FollowedPlan, Move } from './account-batch';
import type { AccountSubject } from './account-subject';
import { isContactOn } from './contacts';
import { setRaw } from './raw-measures';

/** A plan that is done says something for so many days after its last movement, as a manager's pulse does. */
const saysFor = 90;

/** Which share of its plans' milestones an account has done, or is on track with. */
export function measurePlans({ raws, batch, account, asOf }: AccountSubject): void {
  const plans = batch.plans?.get(account);
  if (plans === undefined) return;
  const contacts = followedContacts(batch, account, asOf);
  const standings = plans
    .filter(({ startedOn, givenOn, endedOn }) => {
      const begun = Math.max(startedOn, givenOn);
      return begun <= asOf && (endedOn === 0 || endedOn > asOf);
    })
    .map((plan) => standingsOf(plan, contacts, asOf))
    .filter((all) => saysSomething(all, asOf))
    .flat()
    .filter(({ isKnown }) => isKnown);
  const onPace = standings.filter(({ pace }) => pace === 'done' || pace === 'on_track').length;
  if (standings.length > 0) setRaw(raws, 'milestones_on_pace', account, onPace / standings.length);
}

function saysSomething(standings: readonly StandsInPlan[], asOf: number): boolean {
  const last = Math.max(0, ...standings.map(({ movedOn }) => movedOn ?? 0));
  return standings.some(({ progress }) => progress < 100) || last > asOf - saysFor;
}

function standingsOf(
  { milestones, ...plan }: FollowedPlan,
  contacts: ReadonlySet<number>,
  asOf: number,
): StandsInPlan[] {
  const stand = standInPlan(plan, asOf);
  return milestones.map((milestone) => {
    const known = milestone.moves.filter(({ day }) => day <= asOf);
    const came = milestone.isOfContacts ? ofContacts(known, contacts) : ofAccount(known);
    return stand(milestone, came, milestone.dueOn);
  });
}

function ofAccount(known: readonly Move[]) {
  const last = known.findLast(({ userId }) => userId === 0);
  return { progress: last?.progress ?? 0, movedOn: last?.day ?? null };
}

function ofContacts(known: readonly Move[], contacts: ReadonlySet<number>) {
  const last = new Map(known.filter(({ userId }) => contacts.has(userId)).map((move) => [move.userId, move]));
  const begun = [...last.values()].filter(({ progress }) => progress > 0);
  return {
    progress: shareDone({ done: begun.filter(({ progress }) => progress === 100).length, of: contacts.size }),
    movedOn: begun.length === 0 ? null : Math.max(...begun.map(({ day }) => day)),
  };
}

/** Those whose progress is followed: the customer's own, there on the day, and not objecting. */
function followedContacts({ contacts }: AccountBatch, account: number, asOf: number): ReadonlySet<number> {
  const followed = new Set<number>();
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++)
    if (isContactOn(contacts, row, asOf) && contacts.objects[row] === 0)
      followed.add(contacts.userId[row] as number);
  return followed;
}
