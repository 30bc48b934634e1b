import type { z } from 'zod';
import { exitReasons, waitReasons } from '../../../src-preload/contract/sequences/enrolment';
import {
  mostPeopleShown,
  type PersonInside,
  type peopleSchema,
} from '../../../src-preload/contract/sequences/listed';
import { exitWords } from '../../engines/sequences/say-sequence';
import { readDefinition } from '../../store/sequences/read-inside';
import { countPeople, type PersonRow, readPeople, type WhichPeople } from '../../store/sequences/read-people';
import type { ReadDb } from '../../store/types';
import { type SequenceChecked, sequenceChecker } from './check-sequence';

/** Who is or was inside, with what each waits for and until when. */
export function listPeople(db: ReadDb, which: WhichPeople): z.infer<typeof peopleSchema> {
  const check = sequenceChecker(db);
  const known = new Map<string, { steps: readonly string[]; said: SequenceChecked } | null>();
  const definitionOf = ({ sequenceId, version }: PersonRow) => {
    const key = `${sequenceId}/${version}`;
    if (!known.has(key)) {
      const definition = readDefinition(db, sequenceId, version);
      known.set(key, definition && { steps: definition.steps.map(({ id }) => id), said: check(definition) });
    }
    return known.get(key) ?? null;
  };
  const people = readPeople(db, which, mostPeopleShown).map((row): PersonInside => {
    const definition = definitionOf(row);
    const place = definition?.steps.indexOf(row.stepId) ?? -1;
    const why = exitReasons.find((reason) => reason === row.endedWhy);
    return {
      id: row.id,
      sequenceId: row.sequenceId,
      sequence: row.sequence,
      organizationId: row.organizationId,
      externalId: row.externalId,
      account: row.account,
      contactId: row.contactId,
      contact: row.contact ?? 'A contact who is gone',
      key: row.key,
      step: place === -1 ? null : { place: place + 1, words: definition?.said.lines[place] ?? '' },
      words: row.endedAt === null ? waitWords(row) : '',
      waitsFor: waitReasons.find((reason) => reason === row.waitsFor) ?? 'turn',
      until: row.endedAt === null ? (row.waitsFor === 'message' ? row.nextDue : row.until) : null,
      message:
        row.endedAt === null && row.stage !== null ? { stage: row.stage, reason: row.reason ?? '' } : null,
      enteredAt: row.enteredAt,
      enteredBy: row.enteredBy,
      endedAt: row.endedAt,
      ended:
        row.endedAt === null
          ? null
          : why === undefined
            ? 'for a reason that a newer Steward knows'
            : exitWords[why],
      isPending: row.isPending === 1,
    };
  });
  return { people, total: countPeople(db, which) };
}

function waitWords({ state, waitsFor, isDone }: PersonRow): string {
  if (state !== 'active') return 'The sequence is paused.';
  switch (waitsFor) {
    case 'wait':
      return 'Waits.';
    case 'hours':
      return 'Waits for working hours.';
    case 'date':
      return 'Waits for a day of the contact or the account.';
    case 'message':
      return 'Waits until its mail came to an end.';
    default:
      return isDone === 1 ? 'Goes on with the next step at once.' : 'Is due.';
  }
}
