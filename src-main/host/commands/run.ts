import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { pino } from 'pino';
import type { Erased } from '../../../src-preload/contract/sign-in';
import { eraseCopy } from '../../lib/copies/erase-copy';
import { createLog } from '../../lib/create-log';
import { errorMessage } from '../../lib/error-message';
import { StewardError } from '../../lib/steward-error';
import { systemClock } from '../../ports/clock';
import { keyFromFile } from '../../store/file/key';
import { holdForService } from '../../store/file/store-lock';
import { secretsOfEnvironment } from '../channels/secrets-of-environment';
import { inboxOfEnvironment } from '../mail/inbox-of-environment';
import { smtpOfEnvironment } from '../mail/smtp-of-environment';
import { runService, type Service } from '../service/run-service';
import { tellMails } from './dry-run-mail';
import { eraseSignedOut, requireNotSignedOut } from './signed-out-note';

interface RunFlags {
  readonly url?: string;
  readonly urlFile?: string;
  readonly store: string;
  readonly key?: string;
  readonly metrics?: string;
  readonly public?: string;
  readonly dryRunMail?: true;
  readonly for?: number;
  readonly signInAgain?: true;
}

/** `steward run`: the host as a service, beside any number of desktops, until it is told to end. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description(
      'Keep a copy current, score it and compute for the whole company, without a window, until told to end.',
    )
    .addOption(
      new Option('--url <url>', 'postgres://login:password@host:port/database').env('STEWARD_COMPANY_URL'),
    )
    .option('--url-file <file>', 'a file with that address; it is read again at SIGHUP')
    .requiredOption('--store <file>', 'the local store, of this service alone; made where there is none')
    .option('--key <file>', "the store's key (default: the store's name with .key); made where there is none")
    .option('--metrics <host:port>', 'answer /live, /ready and /metrics (OpenMetrics) here: 127.0.0.1:9464')
    .option(
      '--public <host:port>',
      'answer those who unsubscribe here, behind a proxy of your own: 127.0.0.1:8025',
    )
    .option('--dry-run-mail', 'say what mails would go now, send nothing, and end')
    .option('--for <duration>', 'end by itself after so long: 60s, 20m, 1h', readDuration)
    .option('--sign-in-again', 'come back after this copy was signed out')
    .action(runCommand);
}

async function runCommand(flags: RunFlags): Promise<void> {
  const log = createLog(pino.destination({ dest: 1, sync: true }));
  const url = readUrl(flags);
  requireNotSignedOut(flags.store, flags.key ?? `${flags.store}.key`, flags.signInAgain === true);
  const letGo = holdForService(flags.store);
  const keyFile = flags.key ?? `${flags.store}.key`;
  const end = Promise.withResolvers<Erased | null>();
  try {
    const service = await runService({
      storeFile: flags.store,
      key: keyFromFile(keyFile, flags.store),
      url,
      door: flags.metrics ?? null,
      // What only looks sends nothing meanwhile.
      smtp: flags.dryRunMail ? null : smtpOfEnvironment(process.env),
      secrets: flags.dryRunMail ? {} : secretsOfEnvironment(process.env),
      onlyLooks: flags.dryRunMail === true,
      inbox: flags.dryRunMail ? null : inboxOfEnvironment(process.env),
      publicPlace: flags.public ?? null,
      clock: systemClock,
      log,
      onTakenBack: end.resolve,
    });
    const stopListening = listenToSignals(service, flags, () => end.resolve(null));
    const timer = flags.for === undefined ? undefined : setTimeout(() => end.resolve(null), flags.for);
    if (flags.dryRunMail) void tellMails(service).then(() => end.resolve(null), end.reject);
    const takenBack = await end.promise
      .finally(() => clearTimeout(timer))
      .catch(async (error: unknown) => {
        await service.close();
        throw error;
      });
    await service.close();
    stopListening();
    if (takenBack === null) return;
    if (takenBack.signedOutBy !== undefined) {
      eraseSignedOut(flags.store, keyFile, takenBack.signedOutBy);
      throw new StewardError(
        'forbidden',
        `${takenBack.signedOutBy} signed this copy out; it was erased with its key and its backups.`,
      );
    }
    eraseCopy(flags.store, [keyFile]);
    throw new StewardError(
      'forbidden',
      `The access of ${takenBack.login} was taken back; the copy was erased with its key and its backups. Let the login in again with \`steward company grant\`.`,
    );
  } finally {
    letGo();
  }
}

/** SIGTERM and SIGINT end it well, a second one at once; SIGHUP reads the address again. @returns listens no more */
function listenToSignals(service: Service, flags: RunFlags, end: () => void): () => void {
  const log = (text: string) => process.stderr.write(`${text}\n`);
  let isEnding = false;
  const onEnd = () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    end();
  };
  const onReload = () => {
    Promise.resolve()
      .then(() => service.reload(readUrl(flags)))
      .catch((error: unknown) => log(`The address of before stays in use. ${errorMessage(error)}`));
  };
  process.on('SIGTERM', onEnd).on('SIGINT', onEnd).on('SIGHUP', onReload);
  return () => {
    process.off('SIGTERM', onEnd).off('SIGINT', onEnd).off('SIGHUP', onReload);
  };
}

/** @throws StewardError `invalid_input` where none is given, or two */
function readUrl({ url, urlFile }: RunFlags): string {
  if (urlFile !== undefined) return readUrlFile(urlFile);
  if (url !== undefined) return url;
  throw new StewardError(
    'invalid_input',
    'Give the address of the company’s database: --url, --url-file, or STEWARD_COMPANY_URL.',
  );
}

function readUrlFile(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new StewardError(
      'invalid_input',
      `The file with the address can’t be read: ${errorMessage(cause)}`,
      undefined,
      { cause },
    );
  }
}

const unitSeconds = { s: 1, m: 60, h: 3600 } as const;

/** @returns milliseconds */
function readDuration(text: string): number {
  const found = /^(\d{1,6})([smh])$/.exec(text);
  const unit = found?.[2] as keyof typeof unitSeconds | undefined;
  if (found === null || unit === undefined)
    throw new InvalidArgumentError('Write a number with s, m or h: 60s, 20m, 1h.');
  return Number(found[1]) * unitSeconds[unit] * 1000;
}
