import type { z } from 'zod';
import { measureCatalogue } from '../../../src-preload/contract/health-config';
import type { Timeline, TimelineEntry, timelineInputSchema } from '../../../src-preload/contract/timeline';
import { explainChange } from '../../engines/health/explain-change';
import { entrySentence } from '../../engines/timeline/entry-sentence';
import type { PlacedFact, ScoreFact } from '../../engines/timeline/timeline-fact';
import type { CompanyCalendar } from '../../lib/company-calendar';
import { formatDay } from '../../lib/day';
import { companyCalendar } from '../../store/copy/company-calendar';
import { incomingSource, messagesSource } from '../../store/timeline/of-messages';
import { readScoredWeeks, risksSource, type ScoredWeek, useSource } from '../../store/timeline/of-standing';
import {
  begunTermsSource,
  departuresSource,
  endedTermsSource,
  leftContactsSource,
  milestonesSource,
  openedTicketsSource,
  renewalsSource,
  resolvedTicketsSource,
  surveysSource,
} from '../../store/timeline/of-the-company';
import {
  closedCtasSource,
  deedsSource,
  doneTasksSource,
  notesSource,
  openedCtasSource,
  overridesSource,
  pulsesSource,
} from '../../store/timeline/of-the-team';
import type { TimelineScope, TimelineSource } from '../../store/timeline/source';
import type { ReadDb } from '../../store/types';
import { storedDay } from '../scoring/stored-day';

type Asked = z.output<typeof timelineInputSchema>;

const sources: readonly TimelineSource[] = [
  notesSource,
  messagesSource,
  incomingSource,
  openedCtasSource,
  closedCtasSource,
  doneTasksSource,
  milestonesSource,
  deedsSource,
  pulsesSource,
  overridesSource,
  risksSource,
  useSource,
  openedTicketsSource,
  resolvedTicketsSource,
  surveysSource,
  begunTermsSource,
  endedTermsSource,
  renewalsSource,
  leftContactsSource,
  departuresSource,
];

/**
 * A page of what happened to an account, or to one of its contacts, the newest first, through today. Each table gives its
 * newest entries behind the place; of all of them the newest are the page.
 */
export function readTimeline(db: ReadDb, asked: Asked, now: number): Timeline {
  const calendar = companyCalendar(db);
  const { id, contactId = null, byPeople = false, limit, cursor } = asked;
  // One more than is shown tells whether there is anything behind it.
  const scope: TimelineScope = {
    ...{ organizationId: id, contactId, byPeople, calendar },
    limit: limit + 1,
    before: cursor ?? { at: calendar.startOf(calendar.dayOf(now) + 1), key: '' },
  };
  const found = [
    ...sources.filter((source) => isAsked(source, asked)).flatMap((source) => source.read(db, scope)),
    ...weeksOf(db, asked, scope),
  ].toSorted(newestFirst);
  const entries = found.slice(0, limit).map((one) => entryOf(db, one, calendar));
  const last = entries.at(-1);
  return {
    entries,
    next: found.length > limit && last !== undefined ? { at: last.at, key: last.key } : null,
  };
}

type Found = PlacedFact | ScoredWeek;

function isAsked(
  { kind, neverByPeople, neverOfContacts }: Omit<TimelineSource, 'read'>,
  asked: Asked,
): boolean {
  if (asked.byPeople === true && neverByPeople === true) return false;
  if (asked.contactId !== undefined && neverOfContacts === true) return false;
  return asked.kinds === undefined || asked.kinds.length === 0 || asked.kinds.includes(kind);
}

function weeksOf(db: ReadDb, asked: Asked, scope: TimelineScope): ScoredWeek[] {
  const isOfWeeks = isAsked({ kind: 'score', neverByPeople: true, neverOfContacts: true }, asked);
  return isOfWeeks ? readScoredWeeks(db, scope) : [];
}

function newestFirst(left: Found, right: Found): number {
  return right.at - left.at || (left.key < right.key ? 1 : left.key > right.key ? -1 : 0);
}

function entryOf(db: ReadDb, found: Found, calendar: CompanyCalendar): TimelineEntry {
  const one = 'fact' in found ? found : explained(db, found);
  const { at, key, isWholeDay, contact, delivery, isPending, fact } = one;
  return {
    ...{ at, key, isWholeDay, contact, delivery, isPending },
    kind: fact.kind,
    day: formatDay(calendar.dayOf(at)),
    ...entrySentence(one),
  };
}

/** Effects that are named; what is left is summed up. */
const namedEffects = 3;

/** Only what is shown is explained, by the explanation that the score itself has. */
function explained(db: ReadDb, { at, key, before, after }: ScoredWeek): PlacedFact {
  const change = explainChange(storedDay(db, before), storedDay(db, after));
  const effects = [
    ...(change?.effects.map(({ measure, shownTotal }) => ({
      label: measureCatalogue[measure].label,
      points: shownTotal,
    })) ?? []),
    ...(change?.rules ? [{ label: 'Other rules of scoring', points: change.rules.shownTotal }] : []),
  ]
    .filter(({ points }) => points !== 0)
    .toSorted((left, right) => Math.abs(right.points) - Math.abs(left.points));
  const rest = effects.slice(namedEffects).reduce((sum, { points }) => sum + Math.round(10 * points), 0);
  const fact: ScoreFact = {
    kind: 'score',
    from: change?.fromScore ?? before.score,
    to: change?.toScore ?? after.score,
    fromDay: before.asOf,
    effects: effects.slice(0, namedEffects),
    rest: rest / 10,
  };
  return { at, key, isWholeDay: true, contact: null, author: null, delivery: null, isPending: false, fact };
}
