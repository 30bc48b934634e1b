import { z } from 'zod';
import type { RuleContact } from '../../../src-preload/contract/rules/contact';
import type { ReadDb } from '../types';

/** What came of one action of a firing, as the company wrote it down; what a newer one adds is passed over. */
export const outcomeSchema = z.object({
  kind: z.string(),
  result: z.string(),
  /** Of a mail: the runs that were made. */
  runs: z.array(z.string()).catch([]),
  contact_limit: z.number().catch(0),
  left_out: z.number().catch(0),
  /** Of a sequence: how many came in, and why others did not. */
  entered: z.number().catch(0),
  refused: z.record(z.string(), z.number()).catch({}),
  /** Of a call to action or a playbook. */
  cta_id: z.string().optional().catch(undefined),
  is_new: z.boolean().optional().catch(undefined),
  /** Of points: how many were given. */
  points: z.number().nullish().catch(undefined),
});
export type Outcome = z.infer<typeof outcomeSchema>;

export interface Firing {
  readonly id: number;
  readonly organizationId: number;
  readonly account: string;
  /** Of a rule about contacts; null: of accounts, or one who is in no copy any more. */
  readonly contact: RuleContact | null;
  readonly owner: string | null;
  readonly day: number;
  readonly at: number;
  readonly version: number;
  readonly why: string[];
  readonly heldBy: string | null;
  readonly heldOut: boolean;
  readonly outcomes: Outcome[];
}

interface Row extends Omit<Firing, 'why' | 'outcomes' | 'heldOut' | 'contact'> {
  readonly why: string;
  readonly outcomes: string;
  readonly heldOut: number;
  readonly contactId: number | null;
  readonly contactName: string | null;
}

/** Of a rule, the latest first. */
export function readFirings(db: ReadDb, rule: string, limit: number): Firing[] {
  return db
    .prepared<[string, number], Row>(
      `select f.firing_id as id, f.organization_id as organizationId, o.name as account, m.name as owner, f.fired_on as day,
              f.fired_at as at, f.version, f.why, f.held_by as heldBy, f.held_out as heldOut, f.outcomes,
              u.user_id as contactId, u.name as contactName
         from rule_firings f join organizations o on o.organization_id = f.organization_id
         left join managers m on m.manager_id = o.owner_id left join users u on u.user_id = f.user_id
        where f.rule_id = ? order by f.fired_at desc, f.firing_id desc limit ?`,
    )
    .all(rule, limit)
    .map(({ why, outcomes, heldOut, contactId, contactName, ...row }) => ({
      ...row,
      contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
      heldOut: heldOut === 1,
      why: z.array(z.string()).catch([]).parse(JSON.parse(why)),
      outcomes: z.array(outcomeSchema).catch([]).parse(JSON.parse(outcomes)),
    }));
}

export function countFirings(db: ReadDb, rule: string): number {
  return (
    db.prepared<[string], number>('select count(*) from rule_firings where rule_id = ?').pluck().get(rule) ??
    0
  );
}
