import type { IncomingMail } from '../../../src-preload/contract/interventions/incoming';
import type { IncomingKind } from '../../../src-preload/contract/interventions/incoming-kinds';
import type { BadgeTone } from '../badge';
import { formatDay } from '../format/day';
import { formatPlural } from '../format/number';

const kinds: Readonly<Record<IncomingKind, { readonly title: string; readonly tone: BadgeTone }>> = {
  reply: { title: 'Reply', tone: 'healthy' },
  bounced: { title: 'No such address', tone: 'high' },
  soft: { title: 'Did not arrive', tone: 'medium' },
  delayed: { title: 'Delayed', tone: 'none' },
  blocked: { title: 'Blocked', tone: 'high' },
  complaint: { title: 'Unwanted', tone: 'high' },
  gone: { title: 'No longer there', tone: 'high' },
  out_of_office: { title: 'Away', tone: 'none' },
  automatic: { title: 'Automatic', tone: 'none' },
};

export function incomingTitle(kind: IncomingKind): string {
  return kinds[kind].title;
}

export function incomingTone(kind: IncomingKind): BadgeTone {
  return kinds[kind].tone;
}

/** What came, in a sentence. */
export function incomingWords({ kind, untilDay, hint }: IncomingMail): string {
  switch (kind) {
    case 'reply':
      return hint === null ? 'They wrote back.' : hintWords[hint];
    case 'bounced':
      return 'There is no such address any more.';
    case 'soft':
      return 'It did not arrive, for a reason that may pass.';
    case 'delayed':
      return 'It has not arrived yet; the mail server tries on.';
    case 'blocked':
      return 'Their mail server takes nothing of this kind, or of this sender: that is about the sender, and the address stays.';
    case 'complaint':
      return 'They marked it as unwanted.';
    case 'gone':
      return 'An answer by itself says that they are no longer there.';
    case 'out_of_office':
      return untilDay === null ? 'They are away for a while.' : `They are away until ${formatDay(untilDay)}.`;
    case 'automatic':
      return 'An answer by itself.';
  }
}

const hintWords = {
  left: 'They wrote back, and seem to say that somebody left.',
  unsubscribe: 'They wrote back, and seem to want no more mail.',
} as const;

/** What followed from it, each as a clause; none: nothing did. */
export function followedWords({ followed }: IncomingMail): string[] {
  const { suppressed, ended, departure, in_a_row: inARow, arrived, back } = followed;
  return [
    ...(ended === undefined ? [] : [`${formatPlural(ended, 'sequence')} ended`]),
    ...(inARow === undefined ? [] : [`${formatPlural(inARow, 'message')} in a row`]),
    ...(suppressed === true ? ['the address gets nothing any more'] : []),
    ...(departure === true ? ['noted as gone'] : []),
    ...(back === true ? ['no longer noted as gone'] : []),
    ...(arrived === true ? ['so the message arrived'] : []),
  ];
}
