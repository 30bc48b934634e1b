import { z } from 'zod';
import {
  accountIdInputSchema,
  accountOverviewSchema,
  changeInputSchema,
  changeSchema,
  contactListInputSchema,
  contactListSchema,
  scoreHistorySchema,
  setOverrideInputSchema,
  setPulseInputSchema,
  subscriptionSchema,
  supportSchema,
  surveysSchema,
  usageInputSchema,
  usageSchema,
} from '../../src-preload/contract/account';
import { setOverride, setPulse, withdrawOverride } from '../jobs/judgements';
import { dayOfInstant, parseDay } from '../lib/day';
import { StewardError } from '../lib/steward-error';
import { readAccount } from '../store/accounts/read-account';
import { readChampion } from '../store/accounts/read-contacts';
import { readSubscription } from '../store/accounts/read-subscription';
import { readSupport, readSurveys } from '../store/accounts/read-voice';
import { readScoreHistory } from '../store/scores/score-history';
import { accountUsage } from '../work/scoring/account-usage';
import { breakdownOf } from '../work/scoring/breakdown-of';
import { listContacts } from '../work/scoring/contact-list';
import { explainChange } from '../work/scoring/explain-change';
import { standingScore } from '../work/scoring/standing-score';
import type { ApiContext } from './context';
import { managing, reading, router } from './procedure';

const nothing = z.object({});

export const accountProcedures = router({
  overview: reading
    .input(accountIdInputSchema)
    .output(accountOverviewSchema)
    .query(({ ctx: { store, clock }, input: { id } }) => {
      const account = readAccount(store.read, id, dayOfInstant(clock.now()));
      const breakdown = breakdownOf(store, id);
      const standing = standingScore(store.read, account.health, breakdown);
      return { ...account, champion: readChampion(store.read, id), standing, breakdown };
    }),
  history: reading
    .input(accountIdInputSchema)
    .output(scoreHistorySchema)
    .query(({ ctx, input }) => ({ points: readScoreHistory(ctx.store.read, input.id) })),
  change: reading
    .input(changeInputSchema)
    .output(changeSchema)
    .query(({ ctx, input }) =>
      explainChange(
        ctx.store,
        input.id,
        input.from === undefined ? undefined : day(input.from),
        input.to === undefined ? undefined : day(input.to),
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
  setOverride: managing
    .input(setOverrideInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      const untilDay = day(input.until);
      if (untilDay < today(ctx))
        throw new StewardError('invalid_input', 'Choose an end day that is not over yet.', {
          until: 'today or later',
        });
      setOverride(ctx.store, {
        organizationId: input.id,
        score: input.score,
        reason: input.reason,
        untilDay,
        author: ctx.author,
        now: ctx.clock.now(),
      });
      return changed(ctx, input.id);
    }),
  withdrawOverride: managing
    .input(accountIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      withdrawOverride(ctx.store, input.id, ctx.clock.now());
      return changed(ctx, input.id);
    }),
  setPulse: managing
    .input(setPulseInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      setPulse(ctx.store, {
        organizationId: input.id,
        points: input.points,
        reason: input.reason,
        author: ctx.author,
        now: ctx.clock.now(),
      });
      ctx.jobs.enqueue('score_changed', { organizationIds: [input.id] }, 10);
      return changed(ctx, input.id);
    }),
});

function today(context: ApiContext): number {
  return dayOfInstant(context.clock.now());
}

function day(text: string): number {
  try {
    return parseDay(text);
  } catch (error) {
    throw new StewardError('invalid_input', error instanceof Error ? error.message : 'not a day', undefined, {
      cause: error,
    });
  }
}

function changed(context: ApiContext, accountId: number): Record<string, never> {
  context.emit({ type: 'invalidate', topics: ['account', 'accounts', 'today'], accountIds: [accountId] });
  return {};
}
