import type { OperationKind } from '../operations';

/** What the company's database writes into its audit beside operations. */
const otherKinds = {
  member: 'Member of the team',
  'member.invite': 'Member invited',
  'invitation.accept': 'Invitation accepted',
  'device.sign-out': 'Device signed out',
  'team.assign': 'Accounts assigned',
  'account.assign': 'Account assigned',
  limit: 'Limit of calls',
  kind: 'Kind of decision',
  setting: 'Zone or currency',
  load: 'Load of files',
  'account.merge': 'Account merged into another',
  'account.remove': 'Account removed',
  'cta.fire': 'CTA of a rule',
  'suppression.add': 'Address suppressed',
  'suppression.remove': 'Address suppressed no more',
  'suppression.import': 'List of suppressed addresses taken in',
  'sending.set': 'Settings of sending',
  'sending.prove': 'Address to unsubscribe proved',
  'sending.recall': 'Runner’s memory of sending put back',
  're-anchor': 'Audit anchored anew',
  retention: 'How long something is kept',
  'retention.sweep': 'Kept no longer',
  'audit.sweep': 'Rows of before went',
  erasure: 'Person erased',
  'erasure.recall': 'Erasures remembered again',
} as const;

const operations: Readonly<Record<OperationKind, string>> = {
  'note.add': 'Note written',
  'note.change': 'Note changed',
  'note.remove': 'Note removed',
  'pulse.set': 'Pulse given',
  'pulse.withdraw': 'Pulse taken back',
  'override.set': 'Score set by hand',
  'override.withdraw': 'Score set by hand, withdrawn',
  'objection.record': 'Objection to profiling recorded',
  'objection.withdraw': 'Objection to profiling taken back',
  'today.dispose': 'Put away from Today',
  'today.restore': 'Brought back to Today',
  'view.save': 'View saved',
  'view.remove': 'View removed',
  'config.publish': 'Score settings published',
  'template.save': 'Template saved',
  'brand.set': 'Brand set',
  'rule.save': 'Rule saved',
  'rule.remove': 'Rule removed',
  'segment.save': 'Segment saved',
  'segment.remove': 'Segment removed',
  'message.launch': 'Message launched',
  'message.cancel': 'Message taken back',
  'message.decide': 'Message approved or rejected',
  'message.settle': 'Unknown message settled',
  'sending.stop': 'Sending stopped',
  'sending.release': 'Sending released',
  'consent.record': 'Consent recorded',
  'cta.open': 'CTA opened',
  'cta.change': 'CTA changed',
  'cta.snooze': 'CTA snoozed or woken',
  'cta.close': 'CTA closed',
  'cta.reopen': 'CTA opened again',
  'task.add': 'Task added',
  'task.change': 'Task changed or ticked',
  'task.remove': 'Task removed',
  'holiday.add': 'Holiday added',
  'holiday.remove': 'Holiday removed',
  'milestone.save': 'Milestone saved',
  'milestone.remove': 'Milestone removed',
  'plan.save': 'Success plan saved',
  'plan.remove': 'Success plan removed',
  'plan.assign': 'Success plan given or ended',
  'progress.set': 'Progress of a milestone set by hand',
};

/** What each kind of row is called on the screen and in a file, in the order in which they are offered. */
export const auditKinds: Readonly<Record<string, string>> = { ...operations, ...otherKinds };

/** One that only a newer company writes is called as it calls it. */
export function auditKindTitle(kind: string): string {
  return auditKinds[kind] ?? kind;
}
