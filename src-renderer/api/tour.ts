import { z } from 'zod';
import { makeSignal } from './signal';

/** The step of the tour that is shown, from 0; null: none. One that was left begins again only where it is asked for. */
export const tourStep = makeSignal<number | null>(null);

const key = 'steward-tour';
const mostLogins = 20;
const keptSchema = z.object({
  /** Whether it comes by itself on this computer. */
  offered: z.boolean(),
  /** Logins that have had it here, the latest first. */
  shownTo: z.array(z.string()).max(mostLogins),
});
type KeptTour = z.infer<typeof keptSchema>;

/** What this computer keeps of the tour. */
export const keptTour = makeSignal<KeptTour>(readKept());

/** Whether the tour is to come by itself for a login: asked of what is kept, for another window may have shown it. */
export function isTourDue(login: string): boolean {
  const { offered, shownTo } = readKept();
  return offered && !shownTo.includes(login);
}

/** The first step; the login has had the tour from now on. @param login null: nobody has said yet who it is */
export function beginTour(login: string | null): void {
  const kept = readKept();
  if (login !== null)
    keep({ ...kept, shownTo: [login, ...kept.shownTo.filter((one) => one !== login)].slice(0, mostLogins) });
  tourStep.set(0);
}

export function endTour(): void {
  tourStep.set(null);
}

export function offerTour(offered: boolean): void {
  keep({ ...readKept(), offered });
}

function keep(next: KeptTour): void {
  localStorage.setItem(key, JSON.stringify(next));
  keptTour.set(next);
}

function readKept(): KeptTour {
  try {
    return keptSchema.parse(JSON.parse(localStorage.getItem(key) ?? ''));
  } catch {
    return { offered: true, shownTo: [] };
  }
}
