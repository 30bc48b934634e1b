import { type InboxSettings, readInboxUrl } from '../../delivery/inbox/sources/inbox-settings';
import { authorityOf } from './authority-file';

/**
 * Where a service reads what came back: `STEWARD_INBOX_URL`, a mailbox or a folder, and the file of the mailbox's authority,
 * `STEWARD_INBOX_CA_FILE`.
 * @returns null where there is none @throws StewardError `invalid_input` in words that say nothing of the password
 */
export function inboxOfEnvironment(environment: NodeJS.ProcessEnv): InboxSettings | null {
  const url = environment['STEWARD_INBOX_URL'];
  if (url === undefined || url === '') return null;
  return readInboxUrl(url, authorityOf(environment, 'STEWARD_INBOX_CA_FILE'));
}
