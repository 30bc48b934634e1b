import { readSmtpUrl, type SmtpSettings } from '../../delivery/mail/smtp-settings';
import { authorityOf } from './authority-file';

/**
 * The mail server that a service sends by: `STEWARD_SMTP_URL`, and the file of its authority, `STEWARD_SMTP_CA_FILE`. From the
 * environment, because what stands in a command line everybody on the machine can read.
 * @returns null where there is none @throws StewardError `invalid_input` in words that say nothing of the password
 */
export function smtpOfEnvironment(environment: NodeJS.ProcessEnv): SmtpSettings | null {
  const url = environment['STEWARD_SMTP_URL'];
  if (url === undefined || url === '') return null;
  return readSmtpUrl(url, authorityOf(environment, 'STEWARD_SMTP_CA_FILE'));
}
