import type { Celebration, CelebrationState } from './celebrations';

export const stateTitles: Readonly<Record<CelebrationState, string>> = {
  waiting: 'Waiting',
  sent: 'Sent',
  failed: 'Not sent',
  told: 'Told here',
  skipped: 'Skipped',
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
}: Pick<Celebration, 'state' | 'mail' | 'skippedWhy' | 'skippedBy' | 'skipReason'>): string | null {
  if (state === 'told') return mailWords[mail] ?? null;
  if (state !== 'skipped') return null;
  const why = skippedWords[skippedWhy ?? ''] ?? `Skipped by ${skippedBy ?? 'somebody'}.`;
  return skipReason === null ? why : `${why} “${skipReason}”`;
}
