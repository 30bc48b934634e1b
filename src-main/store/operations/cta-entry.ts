import { type CtaKind, foldCta, type StoredCta } from '../../lib/operations/fold-cta';
import { changedFields, copiedSubject, subjectValues } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { numberOf } from './manager-number';
import { dropEntry, putEntry } from './put-entry';

type CopiedCta = Omit<StoredCta, 'companyId' | 'externalId'> & { readonly changed: string };

export const ctaEntry: EntryFold<StoredCta, CtaKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], CopiedCta>(
        `select c.organization_id as organizationId, c.type, c.title, c.reason, c.priority, c.due_day as dueDay,
                c.given_to as givenTo, c.until_day as snoozedUntil, c.snooze_reason as snoozeReason,
                c.snoozed_at as snoozedAt, c.outcome, c.closed_at as closedAt, c.closed_by as closedBy, c.rule_id as ruleId,
                c.rule_version as ruleVersion, c.firings, c.last_fired_at as lastFiredAt, c.author, c.made_at as createdAt,
                c.version, c.changed
           from copied_ctas c where c.cta_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { changed, ...row } = found;
    return { row: { ...row, ...copiedSubject(tx, row.organizationId) }, changed: changedFields(changed) };
  },
  fold: foldCta,
  put(tx, entry, cta) {
    if (cta === null) return dropEntry(tx, 'ctas', entry);
    putEntry(tx, 'ctas', entry, {
      ...subjectValues(cta),
      type: cta.type,
      title: cta.title,
      reason: cta.reason,
      priority: cta.priority,
      due_day: cta.dueDay,
      given_to: numberOf(tx, cta.givenTo),
      until_day: cta.snoozedUntil,
      snooze_reason: cta.snoozeReason,
      snoozed_at: cta.snoozedAt,
      outcome: cta.outcome,
      closed_at: cta.closedAt,
      closed_by: cta.closedBy,
      rule_id: cta.ruleId,
      rule_version: cta.ruleVersion,
      firings: cta.firings,
      last_fired_at: cta.lastFiredAt,
      author: cta.author,
      created_at: cta.createdAt,
      version: cta.version,
    });
  },
};
