import { z } from 'zod';
import { measuredMeansSchema } from '../../../src-preload/contract/effect/measured-means';
import { measuredEffectSchema } from '../../../src-preload/contract/risk/effects';
import { modelCardSchema } from '../../../src-preload/contract/risk/model-card';
import { methods } from '../../engines/risk/churn/blend-parts';
import type { ChurnModel } from '../../engines/risk/churn/churn-model';
import { columnsOf } from '../../engines/risk/features/risk-features';
import type { ChurnBook } from '../../engines/risk/headline/churn-book';
import { bookFactsSchema } from '../../store/scores/book-facts';

/** The form of all kinds of documents that this Steward writes; it reads none that is higher. */
export const documentFormat = 1;

const day = z.number().int().min(0).max(10_000_000);
const text = z.string().max(200);

/** Log-odds, and what makes them: sums of so many stay numbers, whatever is read of an account. */
const logOdds = z.number().min(-1e4).max(1e4);

const termSchema = z
  .object({
    column: text,
    slope: logOdds,
    missing: logOdds,
    cuts: z.array(z.number().min(-1e12).max(1e12)).max(2000),
    steps: z.array(logOdds).max(2001),
  })
  .refine(({ cuts, steps }) => steps.length === cuts.length + 1, 'a term has one step more than it has cuts')
  .refine(({ cuts }) => cuts.every((cut, i) => i === 0 || cut >= (cuts[i - 1] as number)), 'cuts ascend');

const stretchSchema = z.object({ centre: logOdds, intercept: logOdds, slope: z.number().min(0.01).max(100) });

const churnModelSchema = z
  .object({
    kind: z.literal('churn'),
    method: z.enum(methods),
    featureIds: z.array(z.number().int()).max(200),
    score: z.object({ intercept: logOdds, terms: z.array(termSchema).max(600) }),
    weights: z.array(z.number()).max(20),
    drift: logOdds,
    means: z.array(logOdds).max(600),
    lasting: z.array(text).max(100),
    recordsBegan: day,
    persistence: z.number().min(0).max(1),
    variance: z.number().min(0).max(1e4),
    gate: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('open') }),
      z.object({ kind: z.literal('terms'), otherwise: z.number().min(0).max(1) }),
    ]),
    held: z.array(z.object({ column: text, pull: z.number() })).max(600),
    stretches: z.array(stretchSchema).length(3),
  })
  .refine(({ score, means }) => means.length === score.terms.length, 'there is a mean of each term')
  .refine(
    knowsItsMeasures,
    'it reads measures that this Steward doesn’t know',
  ) satisfies z.ZodType<ChurnModel>;

function knowsItsMeasures({ score, featureIds }: Pick<ChurnModel, 'score' | 'featureIds'>): boolean {
  const known = new Set<string>(Object.values(columnsOf(featureIds)).flat());
  return score.terms.every(({ column }) => known.has(column));
}

const peerGroupSchema = z.object({
  accounts: z.number().int().min(0),
  columns: z.record(text, z.tuple([z.number(), z.number(), z.number()]).readonly()),
});

const churnBookSchema = z.object({
  accounts: z.number().int().min(1),
  mean90: z.number().min(0).max(1),
  topChance: z.number().min(0),
  topLoss: z.number(),
  peers: z.object({ all: peerGroupSchema, bySegment: z.record(text, peerGroupSchema) }),
}) satisfies z.ZodType<ChurnBook>;

export const bookDocumentSchema = z.object({ asOf: day, book: churnBookSchema });
export type BookDocument = z.infer<typeof bookDocumentSchema>;

export const modelDocumentSchema = z.object({
  /** Milliseconds since 1970. */
  trainedAt: z.number().int().min(0).max(8.64e15),
  throughDay: day,
  /** Of how many accounts it was learned, with the days and the departures: its card says. */
  proves: z.boolean(),
  model: churnModelSchema,
  card: modelCardSchema.omit({ version: true, trainedAt: true }),
  /** What its chances are held against, as of its training; null where nothing of it is shown. */
  book: bookDocumentSchema.nullable(),
});
export type ModelDocument = z.infer<typeof modelDocumentSchema>;

export const effectsDocumentSchema = z.object({
  throughDay: day,
  effects: z.array(measuredEffectSchema).max(20),
});
export type EffectsDocument = z.infer<typeof effectsDocumentSchema>;

export const effectReportDocumentSchema = z.object({
  throughDay: day,
  means: z.array(measuredMeansSchema).max(2000),
});
export type EffectReportDocument = z.infer<typeof effectReportDocumentSchema>;

export const factsDocumentSchema = bookFactsSchema;
