import type {
  Celebration,
  CelebrationMail,
} from '../../../../src-preload/contract/celebrations/celebrations';
import type { BadgeTone } from '../../../ui/badge';
import { formatSoon } from '../../../ui/format/instant';
import { named } from '../../../ui/words/named';

export const stateWords: Readonly<
  Record<Celebration['state'], { readonly title: string; readonly tone: BadgeTone }>
> = {
  waiting: { title: 'Waiting', tone: 'none' },
  sent: { title: 'Sent', tone: 'healthy' },
  failed: { title: 'Not sent', tone: 'medium' },
  told: { title: 'Told here', tone: 'none' },
  skipped: { title: 'Skipped', tone: 'none' },
};

/** Why no mail is made, where none is. */
const mailWords: Readonly<Record<string, string>> = {
  none: 'No template is set, so nobody is written to.',
  no_template: 'The template that is set is archived, or is no celebration’s any more.',
  nobody: 'Nobody there can be written to.',
};

const skippedWords: Readonly<Record<string, string>> = {
  old: 'It was reached too long ago.',
  at_once: 'It was reached before anybody looked, or by a change of the milestone.',
  withdrawn: 'The milestone was taken back.',
};

/** What is worth saying of how it stands, beside its mails; null: nothing. */
export function standingWords({
  state,
  mail,
  skippedWhy,
  skippedBy,
  skipReason,
}: Celebration): string | null {
  if (state === 'told') return mailWords[mail] ?? null;
  if (state !== 'skipped') return null;
  const why = skippedWords[skippedWhy ?? ''] ?? `Skipped by ${skippedBy ?? 'somebody'}.`;
  return skipReason === null ? why : `${why} “${skipReason}”`;
}

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
