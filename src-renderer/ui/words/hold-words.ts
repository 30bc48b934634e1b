import type { Foreseen } from '../../../src-preload/contract/interventions/launch';
import { dayOfInstant, formatDay } from '../format/day';
import { formatSoon } from '../format/instant';
import { formatPlural } from '../format/number';
import { reasonWords } from './message-words';

export interface Hold {
  /** goes: at once or at its time; waits: later than asked; needs_reason: only with one; ends: not at all. */
  readonly kind: 'goes' | 'waits' | 'needs_reason' | 'ends';
  readonly words: string;
}

/** A message that goes within so many milliseconds goes at once. */
const atOnce = 90_000;

/**
 * What would become of a message to somebody, as the company foresees it.
 * @param name of the contact @param isPersonal in words of one's own, which may go to who unsubscribed for a reason
 */
export function holdWords(seen: Foreseen, name: string, isPersonal: boolean, now: number): Hold {
  const { stage, reason, at, waits, said } = seen;
  if (stage === 'goes' && waits.length === 0)
    return { kind: 'goes', words: at - now < atOnce ? 'Goes at once' : `Goes ${formatSoon(at, now)}` };
  if (stage === 'goes')
    return { kind: 'waits', words: `${waitingFor(seen, name)}: this one waits until ${formatSoon(at, now)}` };
  if (stage === 'waiting' && reason === 'no_unsubscribe')
    return { kind: 'waits', words: 'Waits until the company’s page to unsubscribe has answered' };
  if (stage === 'waiting' && reason === 'no_channel')
    return { kind: 'waits', words: 'Waits until an admin has set where it leads' };
  if (reason === 'unsubscribed') {
    const when = said === null ? '' : ` on ${formatDay(dayOfInstant(said.at))}`;
    const what = said?.category === '*' ? ' from all mail' : '';
    return isPersonal
      ? {
          kind: 'needs_reason',
          words: `${name} unsubscribed${what}${when}: say below why it goes all the same`,
        }
      : { kind: 'ends', words: `${name} unsubscribed${what}${when}: gets nothing of it` };
  }
  if (reason === 'suppressed' && isPersonal)
    return {
      kind: 'needs_reason',
      words: `${reasonWords(stage, reason)}: say below why it goes all the same`,
    };
  if (reason === 'cap') return { kind: 'ends', words: `${hadWords(seen, name)}: this one would not go` };
  return { kind: 'ends', words: `${reasonWords(stage, reason ?? stage)}: gets nothing of it` };
}

function waitingFor(seen: Foreseen, name: string): string {
  const why = new Set(seen.waits.map(({ reason }) => reason));
  const parts = [
    ...(why.has('cap') ? [hadWords(seen, name)] : []),
    ...(why.has('quiet')
      ? [why.has('cap') ? 'then it is night there' : 'It is outside the hours for mail there']
      : []),
    ...(why.has('rate') ? ['their mail domain has had enough this minute'] : []),
  ];
  return parts.length === 0 ? 'It can’t go yet' : parts.join(', and ');
}

/** What fills a cap: of several, the one over the longest time. */
function hadWords({ caps }: Foreseen, name: string): string {
  const full = caps.filter(({ count, had }) => had >= count).toSorted((a, b) => b.days - a.days)[0];
  if (full === undefined) return `${name} will have had as much as the caps allow`;
  return `${name} already got ${full.had} in the last ${formatPlural(full.days, 'day')}`;
}
