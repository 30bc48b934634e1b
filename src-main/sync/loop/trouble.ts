import type { ErrorCode } from '../../../src-preload/contract/wire/errors';
import { spellDay } from '../../../src-preload/contract/words';
import { errorCode } from '../../lib/error-code';
import { errorMessage } from '../../lib/error-message';
import { StewardError } from '../../lib/steward-error';
import { isUnreachable } from '../../ports/postgres/outage';

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

/** A server that is up but takes nobody in: full, shut down, crashed, starting, or ending sessions (SQLSTATE). */
const takesNobody = new Set(['53300', '57P01', '57P02', '57P03', '57P05']);

/**
 * @param passwordEnd day on which the login's password ended; null: by what is known, it has not
 * @returns what happened, what is safe, and what to do; never SQL, a path or a secret
 */
export function explainTrouble(error: unknown, passwordEnd: number | null = null): Trouble {
  if (error instanceof StewardError) return failed(error.code, error.message);
  const code = errorCode(error);
  const message = errorMessage(error);
  if (isUnreachable(error) || takesNobody.has(code)) return offline(code);
  if (code === '28P01' && passwordEnd !== null) {
    return failed(
      'forbidden',
      `The password of this login ended on ${spellDay(passwordEnd)}. Ask whoever looks after the team: for a password that you chose yourself, unlocking Settings, Team there (or “steward team list”) lifts its end; else they give you another one.`,
    );
  }
  if (code.startsWith('28')) {
    return failed(
      'forbidden',
      'The company’s database refuses this login or its password, which may have expired. Check both.',
    );
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
