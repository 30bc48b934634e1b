import { z } from 'zod';
import { type HealthConfig, healthConfigSchema } from '../../../../../src-preload/contract/health-config';

const key = 'steward-score-draft';

const keptDraftSchema = z.object({ basedOn: z.number().int(), config: healthConfigSchema });
type KeptDraft = z.infer<typeof keptDraftSchema>;

/** The unsaved draft on this computer and the version it began with; null when there is none that can be read. */
export function readDraft(): KeptDraft | null {
  try {
    return keptDraftSchema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data ?? null;
  } catch {
    // What can't be read is no draft; the saved version is what counts.
    return null;
  }
}

/** Keeps a draft across closing the window. */
export function keepDraft(basedOn: number, config: HealthConfig): void {
  localStorage.setItem(key, JSON.stringify({ basedOn, config }));
}

export function forgetDraft(): void {
  localStorage.removeItem(key);
}
