import { type HealthConfig, healthConfigSchema } from '../../../src-preload/contract/health-config';

const key = 'steward-score-draft';

/** The unsaved draft that began with `basedOn`, from this computer; null when there is none that still fits. */
export function readDraft(basedOn: number): HealthConfig | null {
  const text = localStorage.getItem(key);
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || !('basedOn' in kept) || !('config' in kept)) return null;
    const checked = healthConfigSchema.safeParse(kept.config);
    return kept.basedOn === basedOn && checked.success ? checked.data : null;
  } catch {
    // A draft that can't be read is no draft; the saved version is what counts.
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
