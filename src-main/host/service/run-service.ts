import type { Logger } from 'pino';
import type { ChannelSecrets } from '../../../src-preload/contract/channels';
import { type Monitor, monitorSchema } from '../../../src-preload/contract/monitor';
import { type Erased, signInStateSchema } from '../../../src-preload/contract/sign-in';
import type { CallResponse } from '../../../src-preload/contract/wire/envelope';
import type { FromHost, ShellAnswer, ShellQuestion } from '../../../src-preload/contract/wire/host-messages';
import type { InboxSettings } from '../../delivery/inbox/sources/inbox-settings';
import type { SmtpSettings } from '../../delivery/mail/smtp-settings';
import { StewardError } from '../../lib/steward-error';
import { appVersion } from '../../ports/app-version';
import type { Clock } from '../../ports/clock';
import { type Host, runHost } from '../run-host';
import { openServiceDoor, type ServiceDoor } from './service-door';
import { type Health, healthOf } from './service-health';
import { createServiceMetrics } from './service-metrics';

export interface ServiceOptions {
  readonly storeFile: string;
  readonly key: Uint8Array;
  /** postgres://login:password@host:port/database */
  readonly url: string;
  /** host:port where /live, /ready and /metrics are answered; null: nowhere. */
  readonly door: string | null;
  /** The mail server that this service sends by; null: it sends nothing. */
  readonly smtp: SmtpSettings | null;
  /** By what it sends beside mail. */
  readonly secrets: ChannelSecrets;
  /** Where this service reads what came back to messages; null: nowhere. */
  readonly inbox: InboxSettings | null;
  /** It says what would go, and sends nothing meanwhile. */
  readonly onlyLooks?: boolean;
  /** host:port where those who got a mail unsubscribe; null: nowhere. */
  readonly publicPlace: string | null;
  readonly clock: Clock;
  readonly log: Logger;
  /** The login's access was taken back: the service has to end, and the copy to be erased. */
  readonly onTakenBack: (why: Erased) => void;
}

export interface Service {
  /** Where it answers; null: nowhere. */
  readonly address: string | null;
  health(): Promise<Health>;
  /** What mails would go now; nothing is sent. */
  planMails: Host['planMails'];
  /** Goes on with this address, as after a change of the password. @throws StewardError where it is none */
  reload(url: string): Promise<void>;
  /** Resolves when what was begun is at a place where it can be gone on with. */
  close(): Promise<void>;
}

/** Whoever started the service keeps its address; it has no window to ask in. */
function answerTo({ kind }: ShellQuestion): ShellAnswer {
  if (kind === 'remember-connection') return { ok: true, answer: null };
  return { ok: false, message: 'A service has no window to ask in.' };
}

/**
 * The host without a window: sync, scoring, jobs, and the work for the whole company where this login is its runner. It is
 * asked through the same procedures as the screens are.
 */
export async function runService(options: ServiceOptions): Promise<Service> {
  const { clock, log } = options;
  const metrics = createServiceMetrics(appVersion());
  const waiting = new Map<number, (response: CallResponse) => void>();
  let calls = 0;
  const host: Host = await runHost({
    start: {
      type: 'start',
      storeFile: options.storeFile,
      key: Buffer.from(options.key).toString('hex'),
      keyKeptIn: 'file',
      companyUrl: options.url,
      author: 'service',
      device: { id: null, kind: 'service' },
      logFile: '',
    },
    clock,
    log,
    post: hear,
    onTimed: metrics.onTimed,
    smtp: options.smtp,
    secrets: options.secrets,
    onlyLooks: options.onlyLooks ?? false,
    inbox: options.inbox,
    publicPlace: options.publicPlace,
    onTakenBack: options.onTakenBack,
  });

  function hear(message: FromHost): void {
    if (message.type === 'answer') {
      waiting.get(message.id)?.(message.response);
      waiting.delete(message.id);
    } else if (message.type === 'event' && message.event.type === 'job') {
      metrics.onJob(message.event.job);
    } else if (message.type === 'shell-question') {
      host.receive({ type: 'shell-answer', id: message.id, answer: answerTo(message.question) });
    }
  }

  async function ask(path: string, input: unknown = {}): Promise<unknown> {
    const response = await new Promise<CallResponse>((resolve) => {
      calls += 1;
      waiting.set(calls, resolve);
      host.receive({ type: 'call', id: calls, path, input });
    });
    if (response.ok) return response.data;
    throw new StewardError(response.error.code, response.error.message);
  }

  async function health(): Promise<Health> {
    const { sync, lock } = signInStateSchema.parse(await ask('signIn.state'));
    return healthOf(sync, lock, clock.now());
  }

  /** A locked copy tells nothing but that it is. */
  async function monitor(): Promise<Monitor | null> {
    try {
      return monitorSchema.parse(await ask('monitor.get'));
    } catch (error) {
      if (error instanceof StewardError && error.code === 'locked') return null;
      throw error;
    }
  }

  let door: ServiceDoor | null = null;
  try {
    if (options.door !== null)
      door = await openServiceDoor(options.door, {
        health,
        metrics: async () => ({
          text: await metrics.text(await monitor(), await health(), clock.now()),
          contentType: metrics.contentType,
        }),
      });
  } catch (error) {
    await host.close();
    throw error;
  }
  log.info({ door: door?.address ?? null, pages: host.publicAddress }, 'the service is at work');
  return {
    address: door?.address ?? null,
    health,
    planMails: host.planMails,
    async reload(url) {
      await ask('settings.setConnection', { url });
      log.info('the address was read again');
    },
    async close() {
      await door?.close();
      await host.close();
      log.info('the service has ended');
    },
  };
}
