import { TRPCClientError } from '@trpc/client';
import type { CallError } from '../../src-preload/contract/wire/errors';

/** A refused or failed call, carried through libraries that want an `Error`. */
export class CallFailure extends Error {
  readonly callError: CallError;

  constructor(callError: CallError) {
    super(callError.message);
    this.name = 'CallFailure';
    this.callError = callError;
  }
}

/** The failure as data, whatever it was wrapped in; what nobody foresaw is `internal`. */
export function callErrorOf(error: unknown): CallError {
  if (error instanceof CallFailure) return error.callError;
  if (error instanceof TRPCClientError && error.cause instanceof CallFailure) return error.cause.callError;
  return {
    code: 'internal',
    message: 'A screen of Steward failed.',
  };
}
