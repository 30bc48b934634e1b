import { activityKindSchema } from '../../../src-preload/contract/activities';
import { shippedActivityTemplates } from '../../../src-preload/contract/activity-templates';
import {
  type ActivityTemplateKind,
  foldActivityTemplate,
  type StoredActivityTemplate,
} from '../../lib/operations/fold-activity-template';
import { changedFields } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

interface CopiedRow {
  readonly name: string | null;
  readonly kind: string | null;
  readonly text: string | null;
  readonly place: number;
  readonly hidden: number;
  readonly author: string;
  readonly version: number;
  readonly changed: string;
  readonly removedAt: number | null;
}

/** One of a kind of activity that only a newer Steward knows is left out. */
export const activityTemplateEntry: EntryFold<StoredActivityTemplate, ActivityTemplateKind> = {
  copied(tx, entry) {
    const shipped = shippedActivityTemplates.find(({ id }) => id === entry);
    const found = tx
      .prepared<[string], CopiedRow>(
        `select name, kind, text, place, hidden, author, version, changed, removed_at as removedAt
           from copied_activity_templates where template_id = ?`,
      )
      .get(entry);
    if (shipped !== undefined) {
      const { id, ...says } = shipped;
      const said = found ?? { place: shipped.place, hidden: 0, author: '', version: 1, changed: '{}' };
      const { place, hidden, author, version, changed } = said;
      return {
        row: { ...says, place, hidden: hidden === 1, author, version, isShipped: true, isRemoved: false },
        changed: changedFields(changed),
      };
    }
    if (found === undefined) return null;
    const { name, text, hidden, changed, removedAt, ...row } = found;
    const kind = activityKindSchema.safeParse(row.kind).data;
    if (name === null || text === null || kind === undefined) return null;
    return {
      row: {
        ...{ ...row, name, text, kind },
        hidden: hidden === 1,
        isShipped: false,
        isRemoved: removedAt !== null,
      },
      changed: changedFields(changed),
    };
  },
  fold: foldActivityTemplate,
  put(tx, entry, template) {
    // What the team said nothing of is as it is shipped, and needs no row.
    if (template === null || template.isRemoved || template.author === '') {
      dropEntry(tx, 'activity_templates', entry);
      return;
    }
    const { isShipped, isRemoved, hidden, ...row } = template;
    putEntry(tx, 'activity_templates', entry, { ...row, hidden: hidden ? 1 : 0 });
  },
};
