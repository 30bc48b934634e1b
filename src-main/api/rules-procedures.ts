import { z } from 'zod';
import { ruleCountsSchema } from '../../src-preload/contract/rules/counts';
import { matchesSchema, previewRuleInputSchema } from '../../src-preload/contract/rules/matches';
import {
  checkedRuleSchema,
  checkRuleInputSchema,
  listedRuleSchema,
  ruleFactsSchema,
  ruleIdInputSchema,
  ruleListSchema,
  ruleVersionsSchema,
  saveRuleInputSchema,
  setRuleStateInputSchema,
} from '../../src-preload/contract/rules/rule-entry';
import { ruleFiringsSchema, ruleForesightSchema } from '../../src-preload/contract/rules/standing';
import {
  trialIdInputSchema,
  trialSchema,
  tryOnPastInputSchema,
} from '../../src-preload/contract/rules/trial';
import { whyNotInputSchema, whyNotListSchema } from '../../src-preload/contract/rules/why-not';
import { removeRule, saveRule, setRuleState, writerOf } from '../actions/rules/rules';
import { askWhyNot } from '../company/rules/ask-why-not';
import { foreseeRule } from '../company/rules/foresee-rule';
import { StewardError } from '../lib/steward-error';
import { readRuleVersions } from '../store/rules/read-rules';
import { ruleChecker } from '../work/rules/check-rule';
import { countMatches } from '../work/rules/count-matches';
import { listRules, ruleFacts } from '../work/rules/list-rules';
import { matchingNow } from '../work/rules/matching-now';
import { previewRule } from '../work/rules/preview-rule';
import { errorsOf } from '../work/rules/rule-checking';
import { triedTime } from '../work/rules/tried-time';
import { scoringDay } from '../work/scoring/scoring-day';
import { listFirings } from '../work/triggers/list-firings';
import { whyNot } from '../work/triggers/why-not';
import { dayOfInput } from './day-of-input';
import { computing, heavyReading, managing, ownWork, reading, router } from './procedure';

const nothing = z.object({});
const topics = ['rules', 'monitor'] as const;

export const ruleProcedures = router({
  list: reading
    .output(ruleListSchema)
    .query(({ ctx }) => listRules(ctx.store.read, writerOf(ctx.store.read, ctx.actions))),
  one: reading
    .input(ruleIdInputSchema)
    .output(listedRuleSchema)
    .query(({ ctx, input }) => {
      const rule = listRules(ctx.store.read, writerOf(ctx.store.read, ctx.actions)).rules.find(
        ({ id }) => id === input.id,
      );
      if (rule === undefined) throw new StewardError('not_found', 'This rule is not in your copy any more.');
      return rule;
    }),
  versions: reading
    .input(ruleIdInputSchema)
    .output(ruleVersionsSchema)
    .query(({ ctx, input }) => readRuleVersions(ctx.store.read, input.id)),
  firings: reading
    .input(ruleIdInputSchema)
    .output(ruleFiringsSchema)
    .query(({ ctx, input }) => listFirings(ctx.store.read, input.id)),
  facts: reading.output(ruleFactsSchema).query(({ ctx }) => ruleFacts(ctx.store.read)),
  check: reading
    .input(checkRuleInputSchema)
    .output(checkedRuleSchema)
    .query(({ ctx, input }) => {
      const { sentence, does, findings } = ruleChecker(ctx.store.read)(input.definition);
      return { sentence, does, findings };
    }),
  counts: computing
    .output(ruleCountsSchema)
    .query(({ ctx }) => countMatches(ctx.store.read, scoringDay(ctx.store.read, ctx.clock.now()))),
  preview: computing
    .input(previewRuleInputSchema)
    .output(matchesSchema)
    .query(({ ctx, input }) =>
      previewRule(ctx.store.read, scoringDay(ctx.store.read, ctx.clock.now()), input),
    ),
  save: managing(topics)
    .input(saveRuleInputSchema)
    .output(ruleIdInputSchema)
    .mutation(({ ctx, input: { id, version, name, definition, alsoMatching } }) => ({
      id: saveRule(ctx.actions, { id, version, name, definition, alsoMatching }),
    })),
  setState: managing(topics)
    .input(setRuleStateInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      const rule = listRules(ctx.store.read, writerOf(ctx.store.read, ctx.actions)).rules.find(
        ({ id }) => id === input.id,
      );
      setRuleState(ctx.actions, input, errorsOf(rule?.findings ?? []));
      return {};
    }),
  /** What would come of its mails if it fired now for all that match: asked of the company. */
  foresee: heavyReading
    .input(ruleIdInputSchema)
    .output(ruleForesightSchema)
    .query(({ ctx, input }) => {
      const addressed = matchingNow(ctx.store.read, scoringDay(ctx.store.read, ctx.clock.now()), input.id);
      return ctx.company.ask((session) => foreseeRule(session, input.id, addressed));
    }),
  /** Why rules wrote nothing to a contact: asked of the company. */
  whyNot: heavyReading
    .input(whyNotInputSchema)
    .output(whyNotListSchema)
    .query(({ ctx, input: { organizationId, contactId } }) => {
      const day = scoringDay(ctx.store.read, ctx.clock.now());
      return ctx.company.ask(async (session) => ({
        rules: await whyNot(ctx.store.read, day, { organizationId, contactId }, (rule) =>
          askWhyNot(session, rule, contactId),
        ),
      }));
    }),
  remove: managing(topics)
    .input(ruleIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      removeRule(ctx.actions, input.id);
      return {};
    }),
  /** Begins it: `trial` says how it stands. */
  tryOnPast: ownWork([])
    .input(tryOnPastInputSchema)
    .output(trialIdInputSchema)
    .mutation(({ ctx, input }) => {
      const asked = {
        from: input.from === undefined ? undefined : dayOfInput(input.from),
        to: input.to === undefined ? undefined : dayOfInput(input.to),
      };
      const time = triedTime(ctx.store.read, ctx.clock.now(), asked);
      return { id: ctx.ruleTrials.begin(input.rules, time) };
    }),
  trial: reading
    .input(trialIdInputSchema)
    .output(trialSchema)
    .query(({ ctx, input }) => {
      const trial = ctx.ruleTrials.standing(input.id);
      if (trial === null)
        throw new StewardError('not_found', 'This try is over and forgotten: try the rule again.');
      return trial;
    }),
  cancelTrial: ownWork([])
    .input(trialIdInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      ctx.ruleTrials.cancel(input.id);
      return {};
    }),
});
