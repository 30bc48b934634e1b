import { parseDay } from '../day';
import type { OpenOperation, OperationSubject } from './operation';

export type PulseKind = 'pulse.set' | 'pulse.withdraw';
export type OverrideKind = 'override.set' | 'override.withdraw';

/** What a pulse and a score set by hand have in common. */
interface Judged extends OperationSubject {
  readonly reason: string;
  readonly author: string;
  readonly createdAt: number;
  /** When somebody took it back. */
  readonly takenBackAt: number | null;
  /** Its place in the company's order, or behind all of that while it is on its way there. */
  readonly companyRow: number;
}

export interface Pulse extends Judged {
  readonly points: number;
}

export interface Override extends Judged {
  readonly score: number;
  readonly untilDay: number;
}

/** The pulse as it is with one more operation. What was taken back stays so. */
export function foldPulse(pulse: Pulse | null, operation: OpenOperation<PulseKind>): Pulse | null {
  if (operation.kind === 'pulse.withdraw') return pulse && takenBack(pulse, operation);
  const { points, reason } = operation.patch;
  const begun = judged(operation);
  if (pulse !== null || begun === null || points === undefined || reason === undefined) return pulse;
  return { ...begun, points, reason };
}

/** The same for a score set by hand. */
export function foldOverride(override: Override | null, operation: OpenOperation<OverrideKind>) {
  if (operation.kind === 'override.withdraw') return override && takenBack(override, operation);
  const { score, reason, until_day } = operation.patch;
  const begun = judged(operation);
  if (override !== null || begun === null || score === undefined) return override;
  if (reason === undefined || until_day === undefined) return override;
  return { ...begun, score, reason, untilDay: parseDay(until_day) };
}

function judged({ subject, author, madeAt, place }: OpenOperation): Omit<Judged, 'reason'> | null {
  if (subject === null) return null;
  return { ...subject, author, createdAt: madeAt, takenBackAt: null, companyRow: place };
}

function takenBack<T extends Judged>(entry: T, { madeAt }: OpenOperation): T {
  return { ...entry, takenBackAt: entry.takenBackAt ?? madeAt };
}
