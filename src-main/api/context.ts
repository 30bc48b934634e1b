import type { Logger } from 'pino';
import type { AuditVerification } from '../../src-preload/contract/audit/audit';
import type { Channel, ChannelList, OwnChannel, PushKeys } from '../../src-preload/contract/channels';
import type { AddressParameters } from '../../src-preload/contract/company/address-parameters';
import type { LineProtection } from '../../src-preload/contract/company/line-protection';
import type { InboxAccount, InboxAccountInput } from '../../src-preload/contract/inbox-account';
import type { MailAccount, MailAccountInput } from '../../src-preload/contract/mail-account';
import type { CaughtMail, OpenedMail } from '../../src-preload/contract/mailbox';
import type { Role } from '../../src-preload/contract/roles';
import type { Trial } from '../../src-preload/contract/rules/trial';
import type { Erased, Lock } from '../../src-preload/contract/sign-in';
import type { SyncStatus } from '../../src-preload/contract/sync';
import type { HostEvent } from '../../src-preload/contract/wire/events';
import type { ShellQuestion } from '../../src-preload/contract/wire/host-messages';
import type { ActionContext } from '../actions/action-context';
import type { CompanySession } from '../company/company-session';
import type { JobsHandle } from '../jobs/start-jobs';
import type { Clock } from '../ports/clock';
import type { Store } from '../store/types';
import type { NameFinder } from '../work/finding/name-finder';
import type { TriedTime } from '../work/rules/backtest-rule';
import type { RuleToTry } from '../work/rules/try-on-past';
import type { MailRoom } from '../work/templates/mail-room';
import type { RateLimits } from './rate-limits';

/** Sync as procedures need it; the host gives the live one, or one that says no company is connected. */
export interface SyncControl {
  status(): SyncStatus;
  syncNow(): Promise<void>;
  cancelLoad(): void;
  resolveHold(accept: boolean): void;
}

export interface ConnectionControl {
  /** Without its password. */
  current(): {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly login: string;
    readonly parameters: AddressParameters;
    readonly protection: LineProtection;
  } | null;
  /** The address in use, with its password: for a reading at the company itself; null while none is. */
  address(): string | null;
  /** Why the address that was remembered can't be used; null where it can, or there is none. */
  problem(): string | null;
  /** Whether nothing is read until somebody says how to protect the line. */
  asksProtection(): boolean;
  /** Answers that, once. @throws StewardError `conflict` where nobody asks */
  chooseProtection(protection: 'verified' | 'clear'): Promise<void>;
  /** Whether an address with its password is kept beyond this session. */
  readonly keepsAddress: boolean;
  readonly keyKeptIn: 'keychain' | 'file';
  /** Uses another company database from now on. */
  use(url: string): Promise<void>;
}

/** Looks through the company's audit, one look at a time. */
export interface AuditVerifier {
  standing(): AuditVerification;
  /** Does nothing while one is under way. @param url of the company's database */
  begin(url: string): void;
  cancel(): void;
}

/** Tries rules on the past, behind other things; the newest few can be looked at. */
export interface RuleTrials {
  /** @returns the trial, to ask for how it stands */
  begin(rules: readonly RuleToTry[], time: TriedTime): string;
  /** Null: there is no such trial, or not any more. */
  standing(id: string): Trial | null;
  cancel(id: string): void;
  cancelAll(): void;
}

/** What a person asks of the company's own database, past the copy. Errors are in the person's words. */
export interface CompanyDoor {
  /** As whom this desktop comes. */
  login(): string;
  /** The address of the company, without a password. */
  url(): string;
  /** Asks as this desktop's login; refused at once while the server is left in peace. */
  ask<T>(use: (session: CompanySession) => Promise<T>): Promise<T>;
  /** Who looks after the company and has unlocked changes of the team, for a while; null: nobody has. */
  keeper(): { readonly login: string; readonly mayMakeLogins: boolean } | null;
  /** @throws StewardError `forbidden` where the login may not change the team, `offline` where it is not let in */
  unlock(login: string, password: string): Promise<void>;
  lock(): void;
  /** Asks as whoever has unlocked. @throws StewardError `forbidden` where nobody has */
  askAsKeeper<T>(use: (session: CompanySession) => Promise<T>): Promise<T>;
}

/** Whether the copy opens, and how long it does without the company's server. */
export interface LeaseOfCopy {
  /** Null where it opens, or there is none. */
  lock(): Lock | null;
  /** By this machine's clock; null where it doesn't open, or there is no copy. */
  opensUntil(): number | null;
}

/** By which mail server this desktop sends. */
export interface MailAccountControl {
  standing(): MailAccount;
  /** Sends by it from now on; null: by nothing any more. @throws StewardError `conflict` where it was given for this start */
  use(account: MailAccountInput | null): Promise<void>;
  /** Goes as far as the login. */
  test(account: MailAccountInput): Promise<{ ok: boolean; words: string }>;
}

/** By what this desktop sends beside mail. */
export interface ChannelControl {
  standing(channel: OwnChannel): ChannelList['channels'][number]['here'];
  /** Sends by it from now on; null: no longer. @throws StewardError `conflict` where it was given for this start */
  use(channel: OwnChannel, secret: string | null): Promise<void>;
  /** Two keys of web push that nobody had before; it keeps neither. */
  makePushKeys(): PushKeys;
  /** Says something there that is marked as a test; of SMS, to this phone. */
  test(
    channel: Channel & { readonly address: string },
    to: string | null,
  ): Promise<{ ok: boolean; words: string }>;
}

/** Where this desktop reads what came back. */
export interface InboxAccountControl {
  standing(): InboxAccount;
  /** Whether anything came in, without waiting for the next look. */
  lookNow(): void;
  /** Reads there from now on; null: nowhere any more. @throws StewardError `conflict` where it was given for this start */
  use(account: InboxAccountInput | null): Promise<void>;
  /** Logs in, or looks into the folder, and changes nothing. */
  test(account: InboxAccountInput): Promise<{ ok: boolean; words: string }>;
}

/** What a mail server of this machine has taken. */
export interface MailboxReader {
  /** The newest 200, the newest first. */
  list(): Promise<CaughtMail[]>;
  /** @throws StewardError `not_found` */
  read(id: string): Promise<OpenedMail>;
}

/** Everything a procedure may touch. */
export interface ApiContext {
  readonly store: Store;
  readonly jobs: JobsHandle;
  readonly names: NameFinder;
  readonly mail: MailRoom;
  readonly sync: SyncControl;
  readonly connection: ConnectionControl;
  readonly auditVerifier: AuditVerifier;
  readonly ruleTrials: RuleTrials;
  readonly company: CompanyDoor;
  /** Null: messages go to real people. */
  readonly mailbox: MailboxReader | null;
  readonly mailAccount: MailAccountControl;
  readonly channels: ChannelControl;
  readonly inboxAccount: InboxAccountControl;
  readonly clock: Clock;
  /** What decisions need to be carried out. */
  readonly actions: ActionContext;
  readonly role: () => Role;
  /** Why the copy doesn't open now. Without it, it always does. */
  readonly lease?: LeaseOfCopy | undefined;
  /** A copy that was erased here because its login's access was taken back. */
  readonly erased?: (() => Erased | null) | undefined;
  readonly rateLimits: RateLimits;
  readonly emit: (event: HostEvent) => void;
  readonly askShell: (question: ShellQuestion) => Promise<unknown>;
  readonly log: Logger;
}
