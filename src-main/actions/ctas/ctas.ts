import type { CtaOutcome, CtaPriority, CtaType } from '../../../src-preload/contract/ctas/cta-kinds';
import type { OperationPatch } from '../../../src-preload/contract/operations';
import { formatDay } from '../../lib/day';
import { StewardError } from '../../lib/steward-error';
import { companyDay } from '../../store/copy/company-calendar';
import { hasOpenOfRule, readStandingCta, type StandingCta } from '../../store/ctas/read-ctas';
import type { Tx } from '../../store/types';
import { type AccountReference, accountSubject } from '../accounts/account-subject';
import { type ActionContext, decide } from '../action-context';
import { operate } from '../operate';
import { addressOf } from './address-of';

/** What a call to action says. */
export interface CtaSaid {
  readonly type: CtaType;
  readonly title: string;
  readonly reason: string | null;
  readonly priority: CtaPriority;
  /** Whole days since 1970. */
  readonly dueDay: number;
  /** A manager's number; null: whoever has the account. */
  readonly givenTo: number | null;
}

export interface NewCta extends CtaSaid {
  readonly account: AccountReference;
  readonly tasks: readonly { readonly title: string; readonly dueDay: number | null }[];
}

/**
 * Opens a call to action with its tasks, for whoever has the account or somebody else.
 * @returns its key @throws StewardError not_found, or conflict for another account than was meant
 */
export function openCta(context: ActionContext, { account, tasks, ...said }: NewCta): string {
  return decide(context, 'cta.open', (tx) => {
    const subject = accountSubject(tx, account);
    const { type, title, reason, priority } = said;
    const cta = operate(tx, context, {
      kind: 'cta.open',
      patch: {
        ...{ type, title, reason, priority },
        due_day: formatDay(said.dueDay),
        given_to: addressOf(tx, said.givenTo),
      },
      subject,
    });
    for (const { title: step, dueDay } of tasks) {
      const due_day = dueDay === null ? null : formatDay(dueDay);
      operate(tx, context, { kind: 'task.add', patch: { cta, title: step, due_day }, subject });
    }
    return cta;
  });
}

type CtaChange = { readonly [K in keyof CtaSaid]?: CtaSaid[K] | undefined };

/** Changes what one says; a rule's reason and type are the rule's. @throws StewardError not_found, or invalid_input */
export function changeCta(context: ActionContext, ctaId: string, change: CtaChange): void {
  decide(context, 'cta.change', (tx) => {
    const cta = standing(tx, ctaId);
    const { type, title, reason, priority, dueDay, givenTo } = change;
    if (cta.ruleId !== null && (type !== undefined || reason !== undefined))
      throw new StewardError('invalid_input', 'What its rule says of it is changed in the rule.');
    const patch: OperationPatch<'cta.change'> = {
      ...(type === undefined ? {} : { type }),
      ...(title === undefined ? {} : { title }),
      ...(reason === undefined ? {} : { reason }),
      ...(priority === undefined ? {} : { priority }),
      ...(dueDay === undefined ? {} : { due_day: formatDay(dueDay) }),
      ...(givenTo === undefined ? {} : { given_to: addressOf(tx, givenTo) }),
    };
    if (Object.keys(patch).length > 0) changeIt(tx, context, ctaId, cta, { kind: 'cta.change', patch });
  });
}

/**
 * Has one rest until a day, for a reason; it wakes by itself.
 * @throws StewardError not_found, conflict for one that is closed, invalid_input for today or a day before
 */
export function snoozeCta(
  context: ActionContext,
  ctaId: string,
  { untilDay, reason }: { readonly untilDay: number; readonly reason: string },
): void {
  decide(context, 'cta.snooze', (tx) => {
    const cta = standing(tx, ctaId);
    const today = companyDay(tx, context.now());
    if (cta.outcome !== null)
      throw new StewardError('conflict', 'It was closed meanwhile. Open it again first.');
    if (untilDay <= today || untilDay > today + 366)
      throw new StewardError(
        'invalid_input',
        `Choose a day after today (${formatDay(today)}), within a year.`,
        {
          until: 'a day after today, within a year',
        },
      );
    const patch = { until_day: formatDay(untilDay), snooze_reason: reason };
    changeIt(tx, context, ctaId, cta, { kind: 'cta.snooze', patch });
  });
}

/** Wakes one before its day. @throws StewardError not_found */
export function wakeCta(context: ActionContext, ctaId: string): void {
  decide(context, 'cta.wake', (tx) => {
    const patch = { until_day: null, snooze_reason: null };
    changeIt(tx, context, ctaId, standing(tx, ctaId), { kind: 'cta.snooze', patch });
  });
}

/** Closes one with how it ended; of one that is closed, says another outcome. @throws StewardError not_found */
export function closeCta(context: ActionContext, ctaId: string, outcome: CtaOutcome): void {
  decide(context, 'cta.close', (tx) =>
    changeIt(tx, context, ctaId, standing(tx, ctaId), { kind: 'cta.close', patch: { outcome } }),
  );
}

/** Opens one again. @throws StewardError not_found, or conflict where its rule has opened another since */
export function reopenCta(context: ActionContext, ctaId: string): void {
  decide(context, 'cta.reopen', (tx) => {
    const cta = standing(tx, ctaId);
    if (cta.outcome === null) return;
    if (cta.ruleId !== null && hasOpenOfRule(tx, cta))
      throw new StewardError(
        'conflict',
        'Its rule has opened another one for this account since: that one stands.',
      );
    changeIt(tx, context, ctaId, cta, { kind: 'cta.reopen', patch: { outcome: null } });
  });
}

type Change = {
  [K in 'cta.change' | 'cta.snooze' | 'cta.close' | 'cta.reopen']: { kind: K; patch: OperationPatch<K> };
}['cta.change' | 'cta.snooze' | 'cta.close' | 'cta.reopen'];

function changeIt(tx: Tx, context: ActionContext, ctaId: string, cta: StandingCta, change: Change): void {
  const subject = accountSubject(tx, { organizationId: cta.organizationId });
  operate(tx, context, { ...change, subject, changes: { entry: ctaId, version: cta.version } });
}

function standing(tx: Tx, ctaId: string): StandingCta {
  const cta = readStandingCta(tx, ctaId);
  if (cta === undefined) throw new StewardError('not_found', 'This CTA is not in your copy any more.');
  return cta;
}
