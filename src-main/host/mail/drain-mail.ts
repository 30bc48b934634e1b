import type { Logger } from 'pino';
import { addressText, type CompanyAddress } from '../../../src-preload/contract/company/company-address';
import { type Drain, startDrain } from '../../delivery/drain';
import type { SmtpSettings } from '../../delivery/mail/smtp-settings';
import { StewardError } from '../../lib/steward-error';
import type { Clock } from '../../ports/clock';
import { createIds } from '../../ports/ids';
import type { Store } from '../../store/types';
import { thisMachine } from '../../sync/push/sender';
import { connect } from '../../sync/wire/connect';
import type { MailRoom } from '../../work/templates/mail-room';
import { messageMaker } from './make-message';

export interface DrainingMail {
  readonly settings: SmtpSettings;
  readonly store: Store;
  readonly mail: MailRoom;
  /** As whom this host comes, with the password; null while no company is connected. */
  readonly address: () => CompanyAddress | null;
  /** Whether the copy is locked: then nothing is read of it. */
  readonly isLocked: () => boolean;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Drains the company's messages as long as the host runs, over sessions of its own beside sync's. */
export function drainMail({ settings, store, mail, address, isLocked, clock, log }: DrainingMail): Drain {
  const { host, port, security } = settings;
  log.info({ server: `${host}:${port}`, security }, 'messages go out by this runner');
  return startDrain({
    settings,
    async open() {
      const company = address();
      if (company === null || isLocked())
        throw new StewardError('not_ready', 'No company is connected, or the copy is locked.');
      return connect({ url: addressText(company, company.password) });
    },
    make: messageMaker({ db: store.read, mail, now: () => clock.now() }),
    host: createIds(clock).next(),
    sender: thisMachine(),
    clock,
    log,
  });
}
