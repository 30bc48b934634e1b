import { errorCode } from '../../lib/error-code';
import { errorMessage } from '../../lib/error-message';
import { StewardError } from '../../lib/steward-error';

/** Codes of the network. */
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
]);
/** What pg and our own copies say, without a code, of a line that broke. */
const brokenOff =
  /^(Connection terminated|timeout expired|Query read timeout|Client (has encountered|was closed)|the company's database sent|the copy broke off|the session was dropped)/;

/** Whether nobody answered: no way there, a line that broke, or silence beyond the limit of time. */
export function isUnreachable(error: unknown): boolean {
  const code = errorCode(error);
  return network.has(code) || code.startsWith('08') || (code === '' && brokenOff.test(errorMessage(error)));
}

/**
 * Whether PostgreSQL can't be asked just now: unreachable, out of resources (SQLSTATE class 53), or ended by its
 * operator or a limit of time (57; https://www.postgresql.org/docs/current/errcodes-appendix.html). A refusal, a wrong
 * password and a transaction that is to be repeated are answers.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof StewardError) return error.cause !== undefined && isOutage(error.cause);
  return isUnreachable(error) || /^(53|57)...$/.test(errorCode(error));
}
