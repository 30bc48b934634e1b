import type { RuleContact } from '../../../src-preload/contract/rules/contact';
import { ruleDefinitionSchema } from '../../../src-preload/contract/rules/rule-definition';
import type { ReadDb, Tx } from '../types';

/** A firing that tells the owner of its account. */
export interface Notice {
  readonly firingId: number;
  readonly rule: string;
  readonly ruleName: string;
  readonly organizationId: number;
  readonly account: string;
  /** Of a rule about contacts; null: of accounts. */
  readonly contact: RuleContact | null;
  /** What the rule says; empty where it says nothing. */
  readonly text: string;
}

interface Row extends Omit<Notice, 'text' | 'contact'> {
  readonly contactId: number | null;
  readonly contactName: string | null;
  readonly definition: string | null;
}

/** Of one manager's accounts, those after a firing, in their order. */
export function readNotices(db: ReadDb | Tx, manager: number, after: number): Notice[] {
  return db
    .prepared<[number, number], Row>(
      `select f.firing_id as firingId, f.rule_id as rule, coalesce(r.name, 'A rule') as ruleName,
              f.organization_id as organizationId, o.name as account, u.user_id as contactId, u.name as contactName, v.definition
         from rule_firings f
         join organizations o on o.organization_id = f.organization_id
         left join users u on u.user_id = f.user_id
         left join copied_rules r on r.rule_id = f.rule_id
         left join rule_versions v on v.rule_id = f.rule_id and v.version = f.version
        where o.owner_id = ? and f.firing_id > ? and f.held_by is null
          and exists (select 1 from json_each(f.outcomes) where json_extract(value, '$.kind') = 'notification')
        order by f.firing_id`,
    )
    .all(manager, after)
    .map(({ definition, contactId, contactName, ...notice }) => ({
      ...notice,
      contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
      text: textOf(definition),
    }));
}

function textOf(definition: string | null): string {
  const read = definition === null ? undefined : ruleDefinitionSchema.safeParse(JSON.parse(definition)).data;
  const said = read?.actions.flatMap((action) => (action.kind === 'notification' ? [action.text] : []));
  return said?.filter((text) => text.trim() !== '').join(' ') ?? '';
}

export function lastFiring(db: ReadDb | Tx): number {
  return db.prepared<[], number>('select coalesce(max(firing_id), 0) from rule_firings').pluck().get() ?? 0;
}

const toldSetting = 'triggers.told';

/** The last firing of which it is told, or that was there when this desktop began to tell; null: it has not begun. */
export function readTold(db: ReadDb | Tx): number | null {
  const value = db
    .prepared<[string], string>('select value from settings where key = ?')
    .pluck()
    .get(toldSetting);
  return value === undefined ? null : Number(value);
}

export function writeTold(tx: Tx, firing: number): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    toldSetting,
    String(firing),
  );
}
