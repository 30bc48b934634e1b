import type { ErrorCode } from '../../../src-preload/contract/wire/errors';
import { errorCode } from '../../lib/error-code';
import { errorMessage } from '../../lib/error-message';
import { StewardError } from '../../lib/steward-error';

/** At someone's word. */
export function loadCancelled(): StewardError {
  return new StewardError(
    'cancelled',
    'Loading was stopped. What has arrived is kept, and the next sync goes on from there.',
  );
}

/** A failed attempt in the manager's words: whether the server is away, or something has to be done. */
export interface Trouble {
  readonly phase: 'offline' | 'failed';
  readonly code: ErrorCode;
  readonly words: string;
  /** What is safe, and what a running sync does next. */
  readonly outlook: string;
}

/** Codes of PostgreSQL (SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html) and of the network. */
const away = new Set([
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
  '53300', // too many connections
  '57P01', // shut down
  '57P02', // crashed
  '57P03', // starting up
  '57P05', // idle session ended
]);
/** What pg and our own copies say, without a code, of a line that broke. */
const brokenOff =
  /^(Connection terminated|timeout expired|Query read timeout|Client (has encountered|was closed)|the company's database sent|the copy broke off|the session was dropped)/;

/** @returns what happened, what is safe, and what to do; never SQL, a path or a secret */
export function explainTrouble(error: unknown): Trouble {
  if (error instanceof StewardError) return failed(error.code, error.message);
  const code = errorCode(error);
  const message = errorMessage(error);
  if (away.has(code) || code.startsWith('08')) return offline(code);
  if (code.startsWith('28')) {
    return failed('forbidden', 'The company’s database refuses this login or its password. Check both.');
  }
  if (code === '3D000') {
    return failed('not_found', 'The server has no database of that name. Check the address.');
  }
  if (code === '42501') {
    return failed(
      'forbidden',
      'The company’s database denies this login what Steward reads. Ask your administrator for a role of Steward (steward doctor says which).',
    );
  }
  if (code === '42703' || code === '42P01' || code === '42883' || code === '3F000') {
    return failed(
      'not_ready',
      `The company’s database lacks something that Steward reads: ${missing(message)}. Ask your administrator to run “steward doctor”.`,
    );
  }
  if (code === 'SQLITE_FULL') {
    return failed('internal', 'This machine’s disk is full. Free some space.');
  }
  if (code.startsWith('SQLITE_BUSY')) {
    return failed('conflict', 'Another Steward is writing to the same copy. Close it.');
  }
  if (code === '' && brokenOff.test(message)) return offline('');
  return failed('internal', 'Sync failed for a reason that Steward does not know; the log has it.');
}

function offline(code: string): Trouble {
  const why =
    code === 'ENOTFOUND' || code === 'EAI_AGAIN'
      ? 'its name leads nowhere from here'
      : code === '53300'
        ? 'it has no connection to spare for this login. Steward takes two at once; if that lasts, ask your administrator to raise the connection limit'
        : code.startsWith('57')
          ? 'it is being shut down or started'
          : 'it does not answer';
  return {
    phase: 'offline',
    code: 'offline',
    words: `The company’s database can’t be reached: ${why}.`,
    outlook: 'A copy that is here can be used meanwhile; Steward tries again by itself.',
  };
}

function failed(code: ErrorCode, words: string): Trouble {
  return {
    phase: 'failed',
    code,
    words,
    outlook: 'A copy that is here is safe; Steward tries again by itself.',
  };
}

/** The name in PostgreSQL's message: `column "mrr" does not exist` -> `column mrr`. */
function missing(message: string): string {
  const found = /(column|relation|function|schema) "?([\w.]+)"?/.exec(message);
  return found ? `${found[1] === 'relation' ? 'table' : found[1]} ${found[2]}` : 'a table or column';
}
