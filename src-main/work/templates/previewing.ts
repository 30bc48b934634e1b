import type { ReadDb } from '../../store/types';
import type { MailRoom } from './mail-room';

/** What a mail that is only looked at is made with. */
export interface Previewing {
  readonly db: ReadDb;
  readonly mail: Pick<MailRoom, 'render'>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Of such a mail: its links lead nowhere. */
export const deadLinks = {
  unsubscribeUrl: 'https://preview.invalid/unsubscribe',
  preferencesUrl: null,
} as const;
