import { z } from 'zod';
import { daySchema, riskIndicatorSchema, riskLevelSchema } from '../domain';
import { recommendationSchema } from './advice';
import { churnForecastSchema, noForecastSchema } from './forecast';

export const riskDimensionSchema = z.object({
  dimension: z.enum(['engagement', 'adoption', 'satisfaction', 'retention', 'value']),
  /** 0-100, higher is healthier; null when nothing is known. */
  score: z.number().nullable(),
  level: riskLevelSchema.nullable(),
});

const opinionSchema = z.object({ level: riskLevelSchema, text: z.string() });
export const disagreementSchema = z.object({ rules: opinionSchema, model: opinionSchema });

export const accountRiskSchema = z.object({
  level: riskLevelSchema.nullable(),
  levelSince: daySchema.nullable(),
  /** Which of rules, model and manager made the level, in a few sentences with their figures. */
  levelReason: z.string().nullable(),
  /** Rules and model two steps apart: what each says and why. */
  disagreement: disagreementSchema.nullable(),
  dimensions: z.array(riskDimensionSchema),
  indicators: z.array(riskIndicatorSchema),
  forecast: churnForecastSchema.nullable(),
  noForecast: noForecastSchema.nullable(),
  recommendations: z.array(recommendationSchema).max(12),
  history: z.array(z.object({ day: daySchema, level: riskLevelSchema, p90: z.number().nullable() })).max(400),
});
export type AccountRisk = z.infer<typeof accountRiskSchema>;
