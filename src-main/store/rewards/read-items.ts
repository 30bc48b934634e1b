import { z } from 'zod';
import { lifecycleStageSchema } from '../../../src-preload/contract/domain';
import type { ReadDb, Tx } from '../types';

/** An item of the catalogue; days are whole days since 1970. */
export interface ItemRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly description: string;
  readonly cost: number;
  readonly valueMinor: number;
  readonly stock: number | null;
  readonly taken: number;
  readonly tier: string | null;
  readonly stages: z.infer<typeof stagesSchema>;
  readonly segments: readonly string[];
  readonly perAccount: number | null;
  readonly perContact: number | null;
  readonly fromDay: number | null;
  readonly lastDay: number | null;
  readonly forContact: boolean;
  readonly needsApproval: boolean;
  readonly archived: boolean;
  readonly isPending: boolean;
}

type Stored = Omit<
  ItemRow,
  'stages' | 'segments' | 'forContact' | 'needsApproval' | 'archived' | 'isPending'
> & {
  readonly stages: string;
  readonly segments: string;
  readonly forContact: number;
  readonly needsApproval: number;
  readonly archived: number;
  readonly isPending: number;
};

const stagesSchema = z.array(lifecycleStageSchema);
const textsSchema = z.array(z.string());

const selected = `select i.item_id as id, version, name, description, cost, value_minor as valueMinor, stock, taken, tier, stages,
    segments, per_account as perAccount, per_contact as perContact, from_day as fromDay, last_day as lastDay,
    for_contact as forContact, needs_approval as needsApproval, archived,
    exists (select 1 from operations p where p.entry = i.item_id and p.kind = 'reward.item' and p.state = 'pending') as isPending
  from rewards_catalog i`;

/** The cheapest first; what is archived last. */
export function readItems(db: ReadDb | Tx): ItemRow[] {
  return db.prepared<[], Stored>(`${selected} order by archived, cost, name, row_id`).all().map(opened);
}

export function readItem(db: ReadDb | Tx, id: string): ItemRow | undefined {
  const found = db.prepared<[string], Stored>(`${selected} where i.item_id = ?`).get(id);
  return found && opened(found);
}

function opened({
  stages,
  segments,
  forContact,
  needsApproval,
  archived,
  isPending,
  ...row
}: Stored): ItemRow {
  return {
    ...row,
    stages: stagesSchema.parse(JSON.parse(stages)),
    segments: textsSchema.parse(JSON.parse(segments)),
    forContact: forContact === 1,
    needsApproval: needsApproval === 1,
    archived: archived === 1,
    isPending: isPending === 1,
  };
}
