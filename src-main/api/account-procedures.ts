import { z } from 'zod';
import {
  accountIdInputSchema,
  accountOverviewSchema,
  accountReferenceSchema,
  changeInputSchema,
  changeSchema,
  pulseKeySchema,
  scoreHistorySchema,
  setOverrideInputSchema,
  setPulseInputSchema,
  subscriptionSchema,
  supportSchema,
  surveysSchema,
  takeBackPulseInputSchema,
  usageInputSchema,
  usageSchema,
} from '../../src-preload/contract/account';
import { copiedLinkSchema, linkedInputSchema, linkedSchema } from '../../src-preload/contract/account-link';
import {
  contactAddressesSchema,
  contactListInputSchema,
  contactListSchema,
  personInputSchema,
  personSchema,
  recordObjectionInputSchema,
  takeBackObjectionInputSchema,
} from '../../src-preload/contract/contacts';
import { familySchema } from '../../src-preload/contract/family';
import { judgementsSchema } from '../../src-preload/contract/judgements';
import { foundTextsSchema, mostTexts, textsInputSchema } from '../../src-preload/contract/texts';
import { timelineInputSchema, timelineSchema } from '../../src-preload/contract/timeline';
import type { AccountReference } from '../actions/accounts/account-subject';
import { recordObjection, takeBackObjection } from '../actions/contacts/objection';
import { setOverride, withdrawOverride } from '../actions/scores/override';
import { setPulse, takeBackPulse } from '../actions/scores/pulse';
import { followLink, linkOfAccount } from '../store/accounts/account-link';
import { readAccount } from '../store/accounts/read-account';
import { readAddresses, readChampion } from '../store/accounts/read-contacts';
import { readSubscription } from '../store/accounts/read-subscription';
import { readSupport, readSurveys } from '../store/accounts/read-voice';
import { readJudgements } from '../store/scores/judgement-history';
import { findTexts } from '../store/texts/find-texts';
import { accountFamily } from '../work/families/account-family';
import { headlineOfAccount } from '../work/headline/headline-of-account';
import { accountUsage } from '../work/scoring/account-usage';
import { breakdownOf } from '../work/scoring/breakdown-of';
import { listContacts } from '../work/scoring/contact-list';
import { explainChange } from '../work/scoring/explain-change';
import { missingOf } from '../work/scoring/missing-of';
import { personOf } from '../work/scoring/person-of';
import { scoreHistory } from '../work/scoring/score-history';
import { standingScore } from '../work/scoring/standing-score';
import { readTimeline } from '../work/timeline/read-timeline';
import { today } from './company-today';
import { dayOfInput } from './day-of-input';
import { noteFileProcedures } from './note-files-procedures';
import { noteProcedures } from './notes-procedures';
import { managing, reading, router } from './procedure';

const nothing = z.object({});
/** To copy: more than a mail program takes. */
const mostAddresses = 5_000;
/** A person's own word stands on the account's screen, in the lists and on Today. */
const judging = managing(['account', 'accounts', 'today', 'risk']);

export const accountProcedures = router({
  link: reading
    .input(accountIdInputSchema)
    .output(copiedLinkSchema)
    .query(({ ctx, input }) => ({ link: linkOfAccount(ctx.store.read, input.id) })),
  linked: reading
    .input(linkedInputSchema)
    .output(linkedSchema)
    .query(({ ctx, input }) => followLink(ctx.store.read, input)),
  ...noteProcedures,
  ...noteFileProcedures,
  /** What was written of it that has these words, the best first. */
  texts: reading
    .input(textsInputSchema)
    .output(foundTextsSchema)
    .query(({ ctx, input: { id, search, contactId } }) => ({
      texts: findTexts(ctx.store.read, {
        ...{ typed: search, organizationId: id, contactId, limit: mostTexts },
        now: ctx.clock.now(),
      }),
    })),
  timeline: reading
    .input(timelineInputSchema)
    .output(timelineSchema)
    .query(({ ctx, input }) => readTimeline(ctx.store.read, input, ctx.clock.now())),
  overview: reading
    .input(accountIdInputSchema)
    .output(accountOverviewSchema)
    .query(({ ctx: { store, clock }, input: { id } }) => {
      const account = readAccount(store.read, id, today({ store, clock }));
      const breakdown = breakdownOf(store, id);
      const standing = standingScore(store.read, account.health, breakdown);
      const champion = readChampion(store.read, id);
      const { text: levelReason } = headlineOfAccount(
        store.read,
        id,
        account.health,
        today({ store, clock }),
      );
      return { ...account, champion, standing, levelReason, breakdown, missing: missingOf(store.read, id) };
    }),
  family: reading
    .input(accountIdInputSchema)
    .output(familySchema)
    .query(({ ctx, input }) => accountFamily(ctx.store.read, input.id, today(ctx))),
  history: reading
    .input(accountIdInputSchema)
    .output(scoreHistorySchema)
    .query(({ ctx, input }) => ({ points: scoreHistory(ctx.store.read, input.id) })),
  change: reading
    .input(changeInputSchema)
    .output(changeSchema)
    .query(({ ctx, input }) =>
      explainChange(
        ctx.store,
        input.id,
        input.from === undefined ? undefined : dayOfInput(input.from),
        input.to === undefined ? undefined : dayOfInput(input.to),
      ),
    ),
  usage: reading
    .input(usageInputSchema)
    .output(usageSchema)
    .query(({ ctx, input }) => accountUsage(ctx.store, input.id, today(ctx), input.days)),
  contacts: reading
    .input(contactListInputSchema)
    .output(contactListSchema)
    .query(({ ctx, input }) => listContacts(ctx.store.read, input, today(ctx))),
  person: reading
    .input(personInputSchema)
    .output(personSchema)
    .query(({ ctx, input }) => personOf(ctx.store.read, input.id, input.personId, ctx.clock.now())),
  addresses: reading
    .input(contactListInputSchema.pick({ id: true, search: true }))
    .output(contactAddressesSchema)
    .query(({ ctx, input }) => ({
      addresses: readAddresses(ctx.store.read, input.id, input.search?.trim() ?? '', mostAddresses),
    })),
  support: reading
    .input(accountIdInputSchema)
    .output(supportSchema)
    .query(({ ctx, input }) => readSupport(ctx.store.read, input.id, ctx.clock.now())),
  surveys: reading
    .input(accountIdInputSchema)
    .output(surveysSchema)
    .query(({ ctx, input }) => readSurveys(ctx.store.read, input.id, ctx.clock.now())),
  subscription: reading
    .input(accountIdInputSchema)
    .output(subscriptionSchema)
    .query(({ ctx, input }) => readSubscription(ctx.store.read, input.id, today(ctx))),
  setOverride: judging
    .input(setOverrideInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { until, score, reason, ...account } }) => {
      setOverride(ctx.actions, {
        account: referenceOf(account),
        score,
        reason,
        untilDay: dayOfInput(until),
      });
      return {};
    }),
  withdrawOverride: judging
    .input(accountReferenceSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      withdrawOverride(ctx.actions, referenceOf(input));
      return {};
    }),
  judgements: reading
    .input(accountIdInputSchema)
    .output(judgementsSchema)
    .query(({ ctx, input }) => ({ entries: readJudgements(ctx.store.read, input.id, today(ctx)) })),
  setPulse: judging
    .input(setPulseInputSchema)
    .output(pulseKeySchema)
    .mutation(({ ctx, input: { points, reason, ...account } }) => ({
      pulseId: setPulse(ctx.actions, { account: referenceOf(account), points, reason }),
    })),
  takeBackPulse: judging
    .input(takeBackPulseInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { pulseId, ...account } }) => {
      takeBackPulse(ctx.actions, { account: referenceOf(account), pulseId });
      return {};
    }),
  recordObjection: judging
    .input(recordObjectionInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { contactId, since, ...account } }) => {
      recordObjection(ctx.actions, {
        account: referenceOf(account),
        contactId,
        sinceDay: dayOfInput(since),
      });
      return {};
    }),
  takeBackObjection: judging
    .input(takeBackObjectionInputSchema)
    .output(nothing)
    .mutation(({ ctx, input: { contactId, ...account } }) => {
      takeBackObjection(ctx.actions, { account: referenceOf(account), contactId });
      return {};
    }),
});

function referenceOf({ id, externalId }: z.infer<typeof accountReferenceSchema>): AccountReference {
  return { organizationId: id, externalId };
}
