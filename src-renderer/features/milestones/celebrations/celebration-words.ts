import type {
  Celebration,
  CelebrationMail,
} from '../../../../src-preload/contract/celebrations/celebrations';
import type { BadgeTone } from '../../../ui/badge';
import { formatSoon } from '../../../ui/format/instant';
import { named } from '../../../ui/words/named';

export const stateTones: Readonly<Record<Celebration['state'], BadgeTone>> = {
  waiting: 'none',
  sent: 'healthy',
  failed: 'medium',
  told: 'none',
  skipped: 'none',
};

/** To whom one of its mails is. */
export function toWhom({ contact }: CelebrationMail): string {
  return contact === null ? 'a contact who left' : named(contact);
}

/** Until when it waits, or when it goes. */
export function whenWords({ stage, reason, until }: CelebrationMail, now: number): string | null {
  if (until === null) return null;
  const when = formatSoon(until, now);
  if (stage === 'proposed') return `let it go by ${when}, or it is dropped`;
  return reason === 'due' || reason === 'approved' ? `goes ${when}` : `until ${when}`;
}

export const onItsWayWords = {
  words: 'Words on their way to the company',
  release: 'Let go here; waits for the company',
  skip: 'Skipped here; waits for the company',
} as const;
