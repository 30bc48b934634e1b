import type { EventPage } from '../../lib/activity-page';
import { instantOfDay } from '../../lib/day';
import { nothingApart, type SetApart } from './set-apart';

/** So much silence ends a session. */
export const silenceMilliseconds = 30 * 60_000;

export interface UserSessions {
  sessions: number;
  /** From the first to the last event of each session, added up. */
  milliseconds: number;
  events: number;
}

interface Open extends UserSessions {
  lastEvent: number;
}

export interface SessionChoice extends Pick<SetApart, 'machineFeatures'> {
  /** Events before this instant are left out: pages are UTC days, and a window may begin within one. */
  readonly since?: number;
}

/**
 * Sessions of each user: events with less than 30 minutes between them, over midnight too. Events without a user
 * belong to nobody's session, and what machines do to no person's.
 * @param pages raw events of one organization, days ascending, each page in the order of time
 */
export function sessionsByUser(
  pages: Iterable<{ readonly day: number; readonly page: EventPage }>,
  { machineFeatures, since = Number.NEGATIVE_INFINITY }: SessionChoice = nothingApart,
): Map<number, UserSessions> {
  const users = new Map<number, Open>();
  for (const { day, page } of pages) {
    const midnight = instantOfDay(day);
    for (let row = 0; row < page.rows; row++) {
      const user = page.userId[row] as number;
      if (user === 0 || machineFeatures.has(page.featureId[row] as number)) continue;
      const instant = midnight + (page.msOfDay[row] as number);
      if (instant >= since) addEvent(users, user, instant);
    }
  }
  return new Map(
    Array.from(users, ([user, { sessions, milliseconds, events }]) => [
      user,
      { sessions, milliseconds, events },
    ]),
  );
}

function addEvent(users: Map<number, Open>, user: number, instant: number): void {
  const open = users.get(user);
  if (open === undefined) {
    users.set(user, { sessions: 1, milliseconds: 0, events: 1, lastEvent: instant });
    return;
  }
  const silence = instant - open.lastEvent;
  if (silence >= silenceMilliseconds) open.sessions += 1;
  else open.milliseconds += silence;
  open.events += 1;
  open.lastEvent = instant;
}
