import { z } from 'zod';
import {
  checkedSequenceSchema,
  checkSequenceInputSchema,
  dryRunInputSchema,
  dryRunSchema,
  enrolForesightSchema,
  enrolInputSchema,
  enrolledSchema,
  foreseeEnrolInputSchema,
  peopleInputSchema,
  peopleSchema,
  personActionInputSchema,
  saveSequenceInputSchema,
  sequenceIdInputSchema,
  sequenceListSchema,
  sequenceVersionsSchema,
  setSequenceStateInputSchema,
} from '../../src-preload/contract/sequences/listed';
import { writerOf } from '../actions/rules/rules';
import { decideInside, enrol } from '../actions/sequences/inside';
import { removeSequence, saveSequence, setSequenceState } from '../actions/sequences/sequences';
import { foreseeEnrolment } from '../company/sequences/foresee-enrolment';
import { StewardError } from '../lib/steward-error';
import { readExternalId } from '../store/accounts/organization-ids';
import { readContact } from '../store/notes/read-notes';
import { readSequence, readSequenceVersions } from '../store/sequences/read-sequences';
import { errorsOf } from '../work/rules/rule-checking';
import { scoringDay } from '../work/scoring/scoring-day';
import { sequenceChecker } from '../work/sequences/check-sequence';
import { dryRunContact } from '../work/sequences/dry-run-contact';
import { listPeople } from '../work/sequences/list-people';
import { listSequences } from '../work/sequences/list-sequences';
import { refusalWords } from '../work/sequences/refusal-words';
import { computing, heavyReading, managing, reading, router } from './procedure';

const nothing = z.object({});
const topics = ['sequences', 'rules', 'monitor'] as const;
const referenceOf = ({ id, externalId }: z.infer<typeof personActionInputSchema>['account']) => ({
  organizationId: id,
  externalId,
});

export const sequenceProcedures = router({
  list: reading
    .output(sequenceListSchema)
    .query(({ ctx }) => listSequences(ctx.store.read, writerOf(ctx.store.read, ctx.actions))),
  check: reading
    .input(checkSequenceInputSchema)
    .output(checkedSequenceSchema)
    .query(({ ctx, input }) => sequenceChecker(ctx.store.read)(input.definition)),
  versions: reading
    .input(sequenceIdInputSchema)
    .output(sequenceVersionsSchema)
    .query(({ ctx, input }) => readSequenceVersions(ctx.store.read, input.id)),
  people: reading
    .input(peopleInputSchema)
    .output(peopleSchema)
    .query(({ ctx, input }) => listPeople(ctx.store.read, input)),
  /** What it would do for a contact of an account who came in now. */
  dryRun: computing
    .input(dryRunInputSchema)
    .output(dryRunSchema)
    .query(({ ctx, input }) => {
      const now = ctx.clock.now();
      const day = scoringDay(ctx.store.read, now);
      if (day === null)
        throw new StewardError('not_ready', 'The first copy is still under way: try it once it is there.');
      const { definition, organizationId, contactId = null } = input;
      return dryRunContact(ctx.store.read, definition, { organizationId, userId: contactId }, { now, day });
    }),
  save: managing(topics)
    .input(saveSequenceInputSchema)
    .output(sequenceIdInputSchema)
    .mutation(({ ctx, input: { id, version, name, definition, inside } }) => ({
      id: saveSequence(
        ctx.actions,
        { id, version, name, definition, inside },
        errorsOf(sequenceChecker(ctx.store.read)(definition).findings),
      ),
    })),
  setState: managing(topics)
    .input(setSequenceStateInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      const sequence = readSequence(ctx.store.read, input.id);
      const findings =
        sequence === undefined ? [] : sequenceChecker(ctx.store.read)(sequence.definition).findings;
      setSequenceState(ctx.actions, input, errorsOf(findings));
      return {};
    }),
  remove: managing(topics)
    .input(sequenceIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removeSequence(ctx.actions, input.id);
      return {};
    }),
  /** Who could come in now, and why others can’t: asked of the company. */
  foresee: heavyReading
    .input(foreseeEnrolInputSchema)
    .output(enrolForesightSchema)
    .query(({ ctx, input: { sequenceId, to } }) =>
      ctx.company.ask(async (session) => {
        const seen: z.infer<typeof enrolForesightSchema> = [];
        for (const { organizationId, contactIds } of to) {
          const account = readExternalId(ctx.store.read, organizationId);
          const contacts = new Map<string, number>();
          for (const id of contactIds) {
            const contact = readContact(ctx.store.read, organizationId, id);
            if (contact !== undefined) contacts.set(contact, id);
          }
          if (account === undefined || contacts.size === 0) continue;
          for (const { contact, reason, until } of await foreseeEnrolment(session, sequenceId, account, [
            ...contacts.keys(),
          ]))
            seen.push({
              organizationId,
              contactId: contacts.get(contact) ?? 0,
              words: reason === null ? null : refusalWords(reason),
              until,
            });
        }
        return seen;
      }),
    ),
  enrol: managing(topics)
    .input(enrolInputSchema)
    .output(enrolledSchema)
    .mutation(({ ctx, input: { sequenceId, to } }) => ({
      contacts: enrol(ctx.actions, {
        sequenceId,
        to: to.map(({ account, contactIds }) => ({ account: referenceOf(account), contactIds })),
      }),
    })),
  end: managing(topics)
    .input(personActionInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { account, enrolment } }) => {
      decideInside(ctx.actions, 'enrolment.end', { account: referenceOf(account), enrolment });
      return {};
    }),
  skip: managing(topics)
    .input(personActionInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { account, enrolment } }) => {
      decideInside(ctx.actions, 'enrolment.skip', { account: referenceOf(account), enrolment });
      return {};
    }),
});
