import type { z } from 'zod';
import type { contactListSchema } from '../../../src-preload/contract/contacts';
import { createActivityState } from '../../engines/activity/activity-state';
import { sessionsByUser } from '../../engines/activity/sessions';
import { findSlot } from '../../engines/activity/slot-map';
import { lastDays, userActiveDaysIn, userEventsIn } from '../../engines/activity/windows';
import { dayOfInstant, formatDay } from '../../lib/day';
import { phoneNumber } from '../../lib/phone-number';
import { readAttributes, valuesOf } from '../../store/accounts/attributes';
import { readObjections } from '../../store/accounts/objections';
import { type ContactChoice, readContactPage, readEventPages } from '../../store/accounts/read-contacts';
import { companyCalendar } from '../../store/copy/company-calendar';
import { readMachineFeatures } from '../../store/scores/set-apart';
import type { ReadDb } from '../../store/types';
import { contactRisks, contactScores } from './contact-scores';
import { foldAccount } from './fold-account';
import { foldOpenDay } from './page-cursor';

type ContactList = z.infer<typeof contactListSchema>;

interface Habits {
  readonly lastActivity: number;
  /** Null of internal users, whose use is only summed. */
  readonly activeDays28: number | null;
  readonly events28: number | null;
}

/** An account's contacts with what each of them did in the last 28 days, and their scores. */
export function listContacts(db: ReadDb, choice: ContactChoice, today: number): ContactList {
  const { total, rows } = readContactPage(db, choice);
  const habitsOf = habitsByUser(db, choice.id, today);
  const scores = contactScores(db, choice.id);
  const riskOf = contactRisks(db, choice.id, scores);
  const objections = readObjections(db, choice.id);
  const calendar = companyCalendar(db);
  const since = calendar.startOf(lastDays(28, today).from);
  const eventPages = readEventPages(db, choice.id, dayOfInstant(since));
  const sessions = sessionsByUser(eventPages, { machineFeatures: readMachineFeatures(db), since });
  const fields = readAttributes(db, 'contact');
  return {
    total,
    fields,
    rows: rows.map((user) => {
      const objection = objections.get(user.userId) ?? null;
      // Of who objects nothing is told that is about them as a person: what they do counts in the account's totals alone.
      const habits = objection === null ? habitsOf(user.userId) : null;
      const score = objection === null ? scores.get(user.userId) : undefined;
      return {
        id: user.userId,
        name: user.name,
        email: user.email,
        phone:
          user.phone === null ? null : { written: user.phone, canBeSentTo: phoneNumber(user.phone) !== null },
        title: user.title,
        // Whom the company takes for a champion is its judgement of them.
        role: objection !== null && user.role === 'champion' ? 'member' : user.role,
        isInternal: user.isInternal === 1,
        attributes: valuesOf(fields, user.attributes),
        createdOn: formatDay(calendar.dayOf(user.createdAt)),
        deactivatedOn: user.deactivatedAt === null ? null : formatDay(calendar.dayOf(user.deactivatedAt)),
        lastActivity: habits === null ? null : formatDay(habits.lastActivity),
        activeDays28: habits?.activeDays28 ?? null,
        events28: habits?.events28 ?? null,
        // Without raw events nothing is known of sessions; with them, no session is a fact.
        sessions28:
          eventPages.length === 0 || objection !== null ? null : (sessions.get(user.userId)?.sessions ?? 0),
        score: score?.score ?? null,
        band: score?.band ?? null,
        confidence: score?.confidence ?? null,
        objection:
          objection === null ? null : { since: formatDay(objection.since), isListed: objection.isListed },
        risk:
          user.isInternal === 1 || user.deactivatedAt !== null || objection !== null
            ? null
            : riskOf(user.userId),
      };
    }),
  };
}

function habitsByUser(db: ReadDb, organizationId: number, today: number): (userId: number) => Habits | null {
  const state = createActivityState();
  const { rest } = foldAccount(db, organizationId, today, state);
  foldOpenDay(db, rest, state, today);
  const window = lastDays(28, today);
  return (userId) => {
    const apart = state.apart.internalUsers.get(userId);
    if (apart !== undefined) return { lastActivity: apart.lastDay, activeDays28: null, events28: null };
    const slot = findSlot(state.users.slots, userId);
    const lastActivity = slot < 0 ? 0 : (state.users.lastDay[slot] ?? 0);
    if (lastActivity === 0) return null;
    return {
      lastActivity,
      activeDays28: userActiveDaysIn(state, slot, window),
      events28: userEventsIn(state, slot, window),
    };
  };
}
