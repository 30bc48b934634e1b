/** A column of the company's tables that can hold what somebody wrote. */
export interface TextPlace {
  readonly table: string;
  readonly column: string;
  /** As `format_type` writes it. */
  readonly type: string;
}

const schemas = 'the schema’s own: its functions alone write there, and nobody’s words';
const teams = 'of the team: who works there, on which machine; erasing is of contacts';
const digests = 'digests and counts of erasures';
const sealed = 'who did it: a part of the audit’s chain, and of the team';

/** Tables that an erasure leaves as they are, and why. */
const tables: Readonly<Record<string, string>> = {
  audit_heads: schemas,
  audit_key: schemas,
  book_movement_looks: schemas,
  contact_departures: schemas,
  erasures: digests,
  erasure_copies: teams,
  erasure_ids: digests,
  erasure_words: digests,
  milestone_achievements: schemas,
  milestone_changes: schemas,
  celebration_messages: schemas,
  celebration_settings: schemas,
  plan_assignments: schemas,
  holidays: 'names of days off: the company’s calendar, about nobody',
  device_sign_outs: teams,
  devices: teams,
  invitations: teams,
  managers: teams,
  memberships: teams,
  owner_changes: teams,
  operation_calls: teams,
  operation_kinds: schemas,
  operation_limits: schemas,
  operation_senders: teams,
  retention_settings: schemas,
  rule_holdouts: schemas,
  rule_subjects: schemas,
  push_subscriptions: 'keys of a browser and where its push service is: another contact’s own',
  runner_lease: teams,
  schema_migrations: schemas,
  sending_recalls: teams,
  sync_log: schemas,
  sync_settings: schemas,
  unsubscribe_probes: teams,
  trigger_settings: schemas,
  upkeep_runs: schemas,
};

const columns: Readonly<Record<string, string>> = {
  'test_mails.address': teams,
  'audit_log.address': sealed,
  'audit_log.app': sealed,
  'audit_log.kind': sealed,
  'audit_log.machine': sealed,
  'audit_log.outcome': sealed,
  'audit_log.role': sealed,
  'audit_log.details': 'erased by itself, with its chain',
  'audit_log.personal': 'erased by itself, with its chain',
  'reward_transactions.origin': schemas,
  'note_attachments.type': schemas,
  'note_attachments.sha256': 'a digest: goes with its file',
  'badges.kind': schemas,
  'activity_templates.kind': schemas,
  'badges.picture': 'a picture: shapes, or points of colour',
  'celebrations.mail': schemas,
  'celebrations.skipped_why': schemas,
  'users.name': 'another contact’s own name: who is erased was found by theirs, and a namesake stays',
  'users.phone': 'another contact’s own number',
  'users.email': 'another contact’s own address: whoever has the one that is erased is erased',
};

/** Why an erasure doesn't look through a column; null where it does. */
export function whyLeftAlone({ table, column, type }: TextPlace): string | null {
  if (type === 'name') return 'a login of the team';
  return tables[table] ?? columns[`${table}.${column}`] ?? null;
}
