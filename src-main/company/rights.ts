import type { OperationKind } from '../../src-preload/contract/operations';
import type { Role } from '../../src-preload/contract/roles';

/**
 * What each role may do in the company's database, in one place: tests hold the database to it, as real logins, and
 * docs/team.md shows it. Members' roles each may what those before may; the pipeline is apart.
 */

/** Who may send operations of a kind. What more a kind asks, such as to be the author, its function says. */
export const leastRoles: Readonly<Record<OperationKind, Role>> = {
  'note.add': 'manager',
  'note.change': 'manager',
  'note.remove': 'manager',
  'pulse.set': 'manager',
  'pulse.withdraw': 'manager',
  'override.set': 'manager',
  'override.withdraw': 'manager',
  'objection.record': 'manager',
  'objection.withdraw': 'manager',
  'today.dispose': 'viewer',
  'today.restore': 'viewer',
  'view.save': 'viewer',
  'view.remove': 'viewer',
  'config.publish': 'admin',
  'template.save': 'manager',
  'brand.set': 'admin',
};

/** Who may do something: members of a role and above; the pipeline; both. */
export interface Allowed {
  readonly members?: Role;
  readonly pipeline?: true;
}

const everybody: Allowed = { members: 'viewer', pipeline: true };
const keepers: Allowed = { members: 'admin', pipeline: true };
const anyMember: Allowed = { members: 'viewer' };
const pipeline: Allowed = { pipeline: true };

/** Functions that may be called from outside; all others are for nobody. */
export const callableFunctions: Readonly<Record<string, Allowed>> = {
  accept_invitation: anyMember,
  acknowledge_erasures: anyMember,
  apply_operations: anyMember,
  audit_problems: { members: 'admin' },
  choose_currency: pipeline,
  claim_runner: anyMember,
  currency: everybody,
  ensure_partitions: keepers,
  erased_contact: pipeline,
  erasures_known: anyMember,
  has_erased_ids: pipeline,
  has_erasures: pipeline,
  history_id: everybody,
  history_stands: everybody,
  is_admin: everybody,
  is_erased: pipeline,
  is_member: everybody,
  keep_book_movements: everybody,
  kept_id: pipeline,
  look_at_audit: anyMember,
  look_at_erasures: anyMember,
  merge_accounts: pipeline,
  merge_contacts: pipeline,
  minor_digits: everybody,
  my_manager_id: everybody,
  name_device: anyMember,
  prune_sync_log: keepers,
  publish_document: anyMember,
  push_people_scores: anyMember,
  push_scores: anyMember,
  recall_erasures: anyMember,
  record_load: pipeline,
  refresh_aggregates: keepers,
  release_runner: anyMember,
  remember_erasures: anyMember,
  renew_history: everybody,
  report_device: anyMember,
  sees_everything: everybody,
  sign_out_device: anyMember,
  start_new_epoch: keepers,
  visible_chains: anyMember,
  visible_organizations: everybody,
  zone: everybody,
};

/** Which rows of a table of the team members see; none of them is written but through the door. */
export const teamTables = {
  notes: 'of their accounts',
  pulses: 'of their accounts',
  score_overrides: 'of their accounts',
  profiling_objections: 'of their accounts',
  today_dispositions: 'their own, of their accounts',
  saved_views: 'their own, and shared ones',
  score_configurations: 'all',
  email_templates: 'all',
  email_template_versions: 'all',
  brand_settings: 'all',
  operation_kinds: 'all',
  operation_limits: 'all',
  runner_lease: 'all',
  book_documents: 'all',
  organization_health_scores: 'of their accounts',
  user_health_scores: 'of their accounts',
  risk_assessment_history: 'of their accounts',
  score_events: 'of their accounts',
  audit_log: 'what they did themselves; admins all; of their accounts',
  audit_heads: 'of their accounts, and the company’s',
  invitations: 'their own; admins all',
  devices: 'their own; admins all',
  device_sign_outs: 'their own; admins all',
  erasures: 'none',
  erasure_copies: 'none',
  erasure_ids: 'none',
  erasure_words: 'none',
  operations: 'none',
  operation_senders: 'none',
  operation_calls: 'none',
  audit_key: 'none',
} as const;
