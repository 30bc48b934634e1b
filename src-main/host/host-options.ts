import type { Logger } from 'pino';
import type { ChannelSecrets } from '../../src-preload/contract/channels';
import type { Erased } from '../../src-preload/contract/sign-in';
import type { FromHost, ToHost } from '../../src-preload/contract/wire/host-messages';
import type { InboxSettings } from '../delivery/inbox/sources/inbox-settings';
import type { SmtpSettings } from '../delivery/mail/smtp-settings';
import type { Clock } from '../ports/clock';
import type { OnTimed } from '../store/timings';
import type { SyncPace } from '../sync/loop/pace';
import type { StoreCheck } from './check-soon';

type StartMessage = Extract<ToHost, { type: 'start' }>;

export interface HostOptions {
  readonly start: StartMessage;
  readonly post: (message: FromHost) => void;
  readonly log: Logger;
  readonly clock?: Clock;
  /** How the local copy is looked through behind the start; without it, that is done before anything else. */
  readonly checkBehind?: StoreCheck;
  /** Ends this host well; the shell starts it again. Without it, another company's address is refused in words. */
  readonly restart?: () => void;
  /** Access was taken back: the copy is to be erased. Where not given, this host asks its next start to. */
  readonly onTakenBack?: (why: Erased) => void;
  /** The company's mail server, where this host may send by it; without it messages wait for another runner. */
  readonly smtp?: SmtpSettings | null;
  /** By what it sends beside mail, given for this start; without it by what the desktop keeps. */
  readonly secrets?: ChannelSecrets;
  /** Where what came back is read; without it where this desktop keeps it to be, if anywhere. */
  readonly inbox?: InboxSettings | null;
  /** Milliseconds between two looks there; as usual where not given. */
  readonly inboxLook?: number;
  /** It says what would go, and sends nothing meanwhile. */
  readonly onlyLooks?: boolean;
  /** host:port where those who got a mail unsubscribe; without it nowhere. */
  readonly publicPlace?: string | null;
  /** How often sync looks; as usual where not given. */
  readonly pace?: SyncPace;
  /** Hears how long each query, call and function took. */
  readonly onTimed?: OnTimed;
}
