import type { CtaEnd, CtaPriority, CtaType } from '../../../src-preload/contract/ctas/cta-kinds';
import { parseDay } from '../day';
import type { OpenOperation, OperationSubject } from './operation';

export type CtaKind = 'cta.open' | 'cta.change' | 'cta.snooze' | 'cta.close' | 'cta.reopen';

export interface StoredCta extends OperationSubject {
  readonly type: CtaType;
  readonly title: string;
  readonly reason: string | null;
  readonly priority: CtaPriority;
  readonly dueDay: number;
  /** Whose it is, by the number in the copy where the company has said it, else by address; null: of whoever has the account. */
  readonly givenTo: number | string | null;
  readonly snoozedUntil: number | null;
  readonly snoozeReason: string | null;
  /** Milliseconds since 1970, as all instants here. */
  readonly snoozedAt: number | null;
  /** Null: it is not closed. */
  readonly outcome: CtaEnd | null;
  readonly closedAt: number | null;
  readonly closedBy: string | null;
  /** Null: a person's. */
  readonly ruleId: string | null;
  readonly ruleVersion: number | null;
  readonly firings: number;
  readonly lastFiredAt: number | null;
  readonly author: string;
  readonly createdAt: number;
  readonly version: number;
}

/** The call to action as it is with one more operation. What was closed is not put off. */
export function foldCta(cta: StoredCta | null, operation: OpenOperation<CtaKind>): StoredCta | null {
  if (operation.kind === 'cta.open') return cta ?? opened(operation);
  if (cta === null) return null;
  const { author, madeAt } = operation;
  switch (operation.kind) {
    case 'cta.change':
      return changed(cta, operation.patch);
    case 'cta.snooze': {
      const { until_day: until, snooze_reason: reason } = operation.patch;
      if (until === undefined || reason === undefined || (until !== null && cta.outcome !== null)) return cta;
      const snoozedUntil = until === null ? null : parseDay(until);
      return { ...cta, snoozedUntil, snoozeReason: reason, snoozedAt: until === null ? null : madeAt };
    }
    case 'cta.close': {
      const { outcome } = operation.patch;
      return outcome === undefined ? cta : { ...cta, outcome, closedAt: madeAt, closedBy: author };
    }
    case 'cta.reopen':
      return operation.patch.outcome === undefined
        ? cta
        : { ...cta, outcome: null, closedAt: null, closedBy: null };
  }
}

function opened({ subject, author, madeAt, patch }: OpenOperation<'cta.open'>): StoredCta | null {
  const { type, title, priority, due_day: due } = patch;
  if (subject === null || type === undefined || title === undefined) return null;
  if (priority === undefined || due === undefined) return null;
  return {
    ...subject,
    ...{ type, title, priority, author },
    reason: patch.reason || null,
    dueDay: parseDay(due),
    givenTo: patch.given_to ?? null,
    ...{ snoozedUntil: null, snoozeReason: null, snoozedAt: null },
    ...{ outcome: null, closedAt: null, closedBy: null },
    ...{ ruleId: null, ruleVersion: null, firings: 0, lastFiredAt: null },
    createdAt: madeAt,
    version: 1,
  };
}

function changed(cta: StoredCta, patch: OpenOperation<'cta.change'>['patch']): StoredCta {
  const { type, title, reason, priority, due_day: due, given_to: givenTo } = patch;
  return {
    ...cta,
    type: type ?? cta.type,
    title: title ?? cta.title,
    reason: reason === undefined ? cta.reason : reason || null,
    priority: priority ?? cta.priority,
    dueDay: due === undefined ? cta.dueDay : parseDay(due),
    givenTo: givenTo === undefined ? cta.givenTo : givenTo,
  };
}
