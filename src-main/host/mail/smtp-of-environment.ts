import { readFileSync } from 'node:fs';
import { readSmtpUrl, type SmtpSettings } from '../../delivery/mail/smtp-settings';
import { StewardError } from '../../lib/steward-error';

/**
 * The mail server that a service sends by: `STEWARD_SMTP_URL`, and the file of its authority, `STEWARD_SMTP_CA_FILE`. From the
 * environment, because what stands in a command line everybody on the machine can read.
 * @returns null where there is none @throws StewardError `invalid_input` in words that say nothing of the password
 */
export function smtpOfEnvironment(environment: NodeJS.ProcessEnv): SmtpSettings | null {
  const url = environment['STEWARD_SMTP_URL'];
  const file = environment['STEWARD_SMTP_CA_FILE'];
  if (url === undefined || url === '') return null;
  return readSmtpUrl(url, file === undefined || file === '' ? null : readAuthority(file));
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new StewardError('invalid_input', `STEWARD_SMTP_CA_FILE can’t be read: ${file}.`, undefined, {
      cause,
    });
  }
}
