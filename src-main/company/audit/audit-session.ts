import type { ClientBase } from 'pg';
import { errorCode } from '../../lib/error-code';
import { errorMessage } from '../../lib/error-message';
import { StewardError } from '../../lib/steward-error';
import { connectCompany } from '../connect-company';
import { useOwnSettings } from '../doctor/own-settings';

/**
 * One session at the company's database for what is read of its audit, which is not copied.
 * @param signal ends it here and now; the server notices by itself
 * @throws StewardError as `connectCompany`; `cancelled` by the signal; `forbidden` for a login that may not; `not_found` for
 *   a company without an audit; `too_large` for what takes the server too long
 */
export async function atTheAudit<T>(
  url: string,
  read: (client: ClientBase) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = await opened(url, signal);
  const end = () => client.end().catch(() => {}); // what was read, or written, is complete; else the error says more
  signal?.addEventListener('abort', end, { once: true });
  try {
    if (signal?.aborted) throw cancelled();
    await useOwnSettings(client);
    return await read(client);
  } catch (error) {
    throw signal?.aborted ? cancelled() : explained(error);
  } finally {
    signal?.removeEventListener('abort', end);
    await end();
  }
}

/** A server that doesn't answer can be left before it does. */
async function opened(
  url: string,
  signal: AbortSignal | undefined,
): Promise<ClientBase & { end(): Promise<void> }> {
  const opening = connectCompany(url, { writesRows: false });
  if (signal === undefined) return opening;
  const left = Promise.withResolvers<never>();
  const leave = () => {
    left.reject(cancelled());
    opening.then((late) => late.end()).catch(() => {}); // nobody waits for it any more
  };
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([opening, left.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}

function cancelled(): StewardError {
  return new StewardError('cancelled', 'It was stopped. Nothing was changed.');
}

const denied = '42501';
const undefinedThings = /^(42883|42P01|3F000)$/;
const overTime = '57014';
/** What pg says, without a code, of a line that broke or went silent. */
const broken = /^(Connection terminated|Query read timeout|Client (has encountered|was closed))/;

function explained(error: unknown): unknown {
  const code = errorCode(error);
  if (code === denied) {
    return told(
      'forbidden',
      'This login may not do that with the audit: an admin who sees every account verifies it, and the login that made the company anchors it anew.',
      error,
    );
  }
  if (undefinedThings.test(code)) {
    return told(
      'not_found',
      'This company has no audit yet. Run `steward company create --url …` with a login that owns the database.',
      error,
    );
  }
  if (code === overTime) {
    return told(
      'too_large',
      'The company’s database took too long to look through its audit. Narrow it to fewer days, or to an account.',
      error,
    );
  }
  if (/^(08|57P|ECONN|EPIPE|ETIMEDOUT)/.test(code) || (code === '' && broken.test(errorMessage(error)))) {
    return told('offline', 'The line to the company’s database broke while its audit was read.', error);
  }
  return error;
}

function told(code: StewardError['code'], words: string, cause: unknown): StewardError {
  return new StewardError(code, words, undefined, { cause });
}
