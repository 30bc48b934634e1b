import { z } from 'zod';
import { ctaTypes } from '../rules/action';
import { rulePriorities } from '../rules/rule-definition';

/** Something that a manager has to do for one account, in the field's words: a call to action. */
export const ctaTypeSchema = z.enum(ctaTypes);
export type CtaType = z.infer<typeof ctaTypeSchema>;

export const ctaPriorities = rulePriorities;
export const ctaPrioritySchema = z.enum(ctaPriorities);
export type CtaPriority = z.infer<typeof ctaPrioritySchema>;

/** How one ended, as a person says it. */
export const ctaOutcomes = ['resolved', 'no_response', 'lost', 'not_needed', 'false_alarm'] as const;
export const ctaOutcomeSchema = z.enum(ctaOutcomes);
export type CtaOutcome = z.infer<typeof ctaOutcomeSchema>;
/** merged: another of the same rule and type stands, since their accounts became one. */
export const ctaEndSchema = z.enum([...ctaOutcomes, 'merged']);
export type CtaEnd = z.infer<typeof ctaEndSchema>;

export const ctaStates = ['open', 'snoozed', 'closed'] as const;
export const ctaStateSchema = z.enum(ctaStates);
export type CtaState = z.infer<typeof ctaStateSchema>;

export const mostCtaTitle = 200;
export const mostCtaReason = 1_000;
export const mostSnoozeReason = 500;
/** Of one; a playbook brings fewer. */
export const mostCtaTasks = 200;

/** How a task stands that is not done, as a person says it; null: nobody has begun it. */
export const taskStates = ['in_progress', 'waiting'] as const;
export const taskStateSchema = z.enum(taskStates);
export type TaskState = z.infer<typeof taskStateSchema>;

/** In which rhythm one comes again. */
export const taskRhythms = ['week', 'month', 'quarter'] as const;
export const taskRhythmSchema = z.enum(taskRhythms);
export type TaskRhythm = z.infer<typeof taskRhythmSchema>;
