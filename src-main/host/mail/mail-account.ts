import type { MailAccountInput } from '../../../src-preload/contract/mail-account';
import type { ShellQuestion } from '../../../src-preload/contract/wire/host-messages';
import type { MailAccountControl } from '../../api/context';
import { readSmtpUrl, type SmtpSettings } from '../../delivery/mail/smtp-settings';
import { tryServer } from '../../delivery/mail/try-server';
import { StewardError } from '../../lib/steward-error';

export interface MailAccountOptions {
  /** What this host sends by as it starts; null: nothing. */
  readonly smtp: SmtpSettings | null;
  /** It was given for this start, and is nobody's to change here. */
  readonly isGiven: boolean;
  readonly ask: (question: ShellQuestion) => Promise<unknown>;
  /** Sends by this from now on. */
  readonly sendBy: (smtp: SmtpSettings | null) => Promise<void>;
}

const patience = 10_000;

/** By which mail server this desktop sends, if by any. */
export function createMailAccount({ smtp, isGiven, ask, sendBy }: MailAccountOptions): MailAccountControl {
  let current = smtp;
  let isKept = smtp !== null && !isGiven;
  return {
    standing: () => ({
      account:
        current === null
          ? null
          : {
              host: current.host,
              port: current.port,
              security: current.security,
              user: current.login?.user ?? null,
            },
      isGiven,
      isKept,
    }),
    async use(account) {
      if (isGiven)
        throw new StewardError(
          'conflict',
          'The mail server was given to Steward as it was started. Nothing was changed.',
        );
      const url = account === null ? null : urlOf(account);
      const next = url === null ? null : readSmtpUrl(url);
      isKept = (await ask({ kind: 'mail-account', url })) === 'kept' && url !== null;
      await sendBy(next);
      current = next;
    },
    async test(account) {
      const said = await tryServer(readSmtpUrl(urlOf(account)), patience);
      return said === null
        ? { ok: true, words: 'It answers, encrypted as asked for, and takes the login.' }
        : { ok: false, words: `It can’t be used: ${said}` };
    },
  };
}

function urlOf({ host, port, security, user, password }: MailAccountInput): string {
  const login = user === '' ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const place = host.includes(':') ? `[${host}]` : host;
  return `${security === 'tls' ? 'smtps' : 'smtp'}://${login}${place}:${port}${security === 'none' ? '?tls=none' : ''}`;
}
