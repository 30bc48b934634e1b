import { parseDay } from '../day';
import type { OpenOperation } from './operation';

export type ObjectionKind = 'objection.record' | 'objection.withdraw';

/** That a contact objects to being profiled, as somebody of the team wrote it down. */
export interface Objection {
  readonly organizationId: number;
  /** The contact, by its number where the company has said it, else by the company's own id. */
  readonly contact: number | string;
  readonly sinceDay: number;
  readonly author: string;
  readonly createdAt: number;
  /** When somebody took it back. */
  readonly takenBackAt: number | null;
}

/** The objection as it is with one more operation. What was taken back stays so. */
export function foldObjection(
  objection: Objection | null,
  operation: OpenOperation<ObjectionKind>,
): Objection | null {
  const { subject, author, madeAt } = operation;
  if (operation.kind === 'objection.withdraw')
    return objection && { ...objection, takenBackAt: objection.takenBackAt ?? madeAt };
  const { contact, since_day } = operation.patch;
  if (objection !== null || subject === null || contact === undefined || since_day === undefined)
    return objection;
  return {
    organizationId: subject.organizationId,
    contact,
    sinceDay: parseDay(since_day),
    author,
    createdAt: madeAt,
    takenBackAt: null,
  };
}
