import type { Logger } from 'pino';
import { type Drain, type DrainSession, startDrain } from '../../delivery/drain';
import type { SendingJournal } from '../../delivery/journal';
import type { SmtpSettings } from '../../delivery/mail/smtp-settings';
import type { Clock } from '../../ports/clock';
import { createIds } from '../../ports/ids';
import type { Store } from '../../store/types';
import { thisMachine } from '../../sync/push/sender';
import type { MailRoom } from '../../work/templates/mail-room';
import { messageMaker } from './make-message';

export interface DrainingMail {
  readonly smtp: SmtpSettings;
  readonly store: Store;
  readonly mail: MailRoom;
  /** A session at the company's database. @throws where there is none */
  readonly open: () => Promise<DrainSession>;
  readonly journal: SendingJournal;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Drains the company's messages as long as the host runs. */
export function drainMail({ smtp, store, mail, open, journal, clock, log }: DrainingMail): Drain {
  const { host, port, security } = smtp;
  log.info({ server: `${host}:${port}`, security }, 'messages go out by this runner');
  return startDrain({
    settings: smtp,
    open,
    make: messageMaker({ db: store.read, mail, now: () => clock.now() }),
    journal,
    host: createIds(clock).next(),
    sender: thisMachine(),
    clock,
    log,
  });
}
