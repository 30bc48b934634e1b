import type { BadgeTone } from '../badge';

/** What a message's stage is called, and in which colour. */
const stages: Readonly<Record<string, { readonly title: string; readonly tone: BadgeTone }>> = {
  proposed: { title: 'Asks first', tone: 'medium' },
  waiting: { title: 'Waiting', tone: 'none' },
  claimed: { title: 'Being sent', tone: 'none' },
  dot: { title: 'Handed over', tone: 'none' },
  sent: { title: 'Sent', tone: 'healthy' },
  unknown: { title: 'Unknown', tone: 'high' },
  bounced: { title: 'Came back', tone: 'high' },
  refused: { title: 'Refused', tone: 'high' },
  superseded: { title: 'Superseded', tone: 'none' },
  dropped: { title: 'Not sent', tone: 'medium' },
  cancelled: { title: 'Taken back', tone: 'none' },
};

/** One that only a newer company knows is called as it calls it. */
export function stageTitle(stage: string): string {
  return stages[stage]?.title ?? stage;
}

export function stageTone(stage: string): BadgeTone {
  return stages[stage]?.tone ?? 'none';
}

/** Why a message stands as it does, by stage and reason, in a sentence without its end. */
const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  proposed: { approval: 'A person looks at it before it goes' },
  waiting: {
    due: 'It goes at its time',
    approved: 'Approved; it goes at its time',
    quiet: 'Until the recipient’s quiet hours end',
    cap: 'The contact has had as much as the caps allow; until there is room',
    rate: 'Its mail domain has had enough this minute',
    no_channel: 'Until the company has set where messages of this kind lead',
    no_unsubscribe: 'Until the company’s page to unsubscribe has answered',
    stopped: 'Sending is stopped',
    put_off: 'The mail server said not now; tried again then',
    unreached: 'The mail server was not reached; tried again then',
    not_now: 'The runner that took it could not send it; another may',
    once_more: 'A person sends it once more',
    sequence_paused: 'Its sequence is paused; until that goes on',
  },
  claimed: { in_hand: 'A runner makes it and hands it over' },
  dot: { handed_over: 'The mail server has all of it and has not answered' },
  sent: {
    sent: 'The mail server took it',
    arrived: 'It arrived, as was found out later',
    seen: 'The contact saw it',
    dismissed: 'The contact put it away',
  },
  unknown: {
    lost: 'Handed over, and no answer came: nobody knows whether it arrived. It is not sent again by itself',
  },
  bounced: {
    no_such_address: 'There is no such address any more: it gets nothing from now on',
    soft: 'It did not arrive, for a reason that may pass',
    blocked: 'The recipient’s mail server takes nothing of this kind, or of this sender',
  },
  superseded: {
    rule_removed: 'Its rule was removed',
    rule_off: 'Its rule was switched off',
    rule_changed: 'Its rule asks or says something else by now',
    moved_on: 'They stand at another step of the sequence by now',
  },
  refused: {
    refused: 'The mail server will not have it',
    bounced: 'There is no such address',
    gave_up: 'Eight tries did not reach it',
    crashed: 'Three runners in a row ended with it in hand',
  },
  dropped: {
    cap: 'The caps left no room as long as it could wait',
    quiet: 'No hour that is not quiet came in time',
    expired: 'It did not go in time',
    no_basis: 'Nothing is known that would allow mail of this kind to them',
    suppressed: 'The address is on the list of those that get nothing',
    bounced: 'Mail to this address came back before',
    complained: 'They complained about mail',
    gone: 'The contact left, or was erased',
    objects: 'The contact objects to profiling: no rule writes to them',
    no_address: 'The contact has no address',
    bad_address: 'The contact’s address is none that mail can be sent to',
    no_template: 'Its template was archived',
    not_made: 'It could not be made: a value is missing',
  },
  cancelled: {
    by_hand: 'Taken back in time',
    unsubscribed: 'They unsubscribed',
    gone: 'The contact was erased',
    rejected: 'Rejected',
    exited: 'They went out of the sequence',
    moved_on: 'They were moved to another step of the sequence',
    objects: 'The contact objects to profiling',
    not_celebrated: 'What it tells of was taken back or skipped',
  },
};

/** @param channel by which it goes: what is said of a mail server is said of its own */
export function reasonWords(stage: string, reason: string, channel = 'email'): string {
  const words = reasons[stage]?.[reason] ?? reason.replaceAll('_', ' ');
  if (channel === 'email') return words;
  if (channel === 'in_app' && reason === 'sent') return 'The product shows it';
  return words.replace('The mail server', 'Its server').replace('Its mail domain', 'Its server');
}
