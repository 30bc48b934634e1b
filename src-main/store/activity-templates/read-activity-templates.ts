import { activityKindSchema } from '../../../src-preload/contract/activities';
import {
  type ActivityTemplate,
  type ShippedTemplate,
  shippedActivityTemplates,
} from '../../../src-preload/contract/activity-templates';
import type { ReadDb, Tx } from '../types';

export interface PlacedTemplate extends ActivityTemplate {
  readonly place: number;
}

interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly text: string;
  readonly place: number;
  readonly hidden: number;
  readonly version: number;
  readonly author: string;
  readonly isPending: number;
}

const most = 500;

/** All that notes can begin with, in the team's order: what is on its way to the company, and what is hidden, too. */
export function readActivityTemplates(db: ReadDb | Tx): PlacedTemplate[] {
  const rows = db
    .prepared<[], TemplateRow>(
      `select t.template_id as id, t.name, t.kind, t.text, t.place, t.hidden, t.version, t.author,
              exists (select 1 from operations p where p.entry = t.template_id and p.state = 'pending') as isPending
         from activity_templates t order by t.place, t.template_id limit ${most - shippedActivityTemplates.length}`,
    )
    .all()
    .flatMap((row) => templateOf(row) ?? []);
  const told = new Set(rows.map(({ id }) => id));
  const untold = shippedActivityTemplates.filter(({ id }) => !told.has(id)).map(asShipped);
  return [...rows, ...untold].toSorted(inOrder);
}

function templateOf({ hidden, isPending, ...row }: TemplateRow): PlacedTemplate | null {
  const kind = activityKindSchema.safeParse(row.kind).data;
  if (kind === undefined) return null;
  const isShipped = shippedActivityTemplates.some(({ id }) => id === row.id);
  return {
    ...row,
    kind,
    isShipped,
    author: isShipped ? null : row.author,
    isHidden: hidden === 1,
    isPending: isPending === 1,
  };
}

const asShipped = (template: ShippedTemplate): PlacedTemplate => ({
  ...template,
  isShipped: true,
  isHidden: false,
  version: 1,
  author: null,
  isPending: false,
});

/** Two that were put to one place by two people stand by their keys, the same on every desktop. */
function inOrder(left: PlacedTemplate, right: PlacedTemplate): number {
  return left.place - right.place || (left.id < right.id ? -1 : 1);
}
