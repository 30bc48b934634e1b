import { callTRPCProcedure, TRPCError } from '@trpc/server';
import { z } from 'zod';
import { type CallResponse, maxResponseCharacters } from '../../src-preload/contract/wire/envelope';
import type { CallError } from '../../src-preload/contract/wire/errors';
import { errorCode } from '../lib/error-code';
import { StewardError } from '../lib/steward-error';
import type { ApiContext } from './context';
import { appRouter } from './router';

const codesOfTrpc: Readonly<Partial<Record<TRPCError['code'], CallError['code']>>> = {
  BAD_REQUEST: 'invalid_input',
  NOT_FOUND: 'not_found',
  FORBIDDEN: 'forbidden',
  TOO_MANY_REQUESTS: 'rate_limited',
};

/** One call of a procedure by its path. Never throws: errors are data. */
export async function answerCall(context: ApiContext, path: string, input: unknown): Promise<CallResponse> {
  try {
    const procedure = procedureAt(path);
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path,
      getRawInput: () => Promise.resolve(input),
      ctx: context,
      type: procedure.type,
      signal: undefined,
      batchIndex: 0,
    });
    return sized(data);
  } catch (error) {
    const asData = callErrorOf(error);
    if (asData.code === 'internal') context.log.error({ err: error, path }, 'a procedure failed');
    return { ok: false, error: asData };
  }
}

const procedureKindSchema = z.object({ type: z.enum(['query', 'mutation']) });

function procedureAt(path: string): z.infer<typeof procedureKindSchema> {
  const found: unknown = Object.getOwnPropertyDescriptor(appRouter._def.procedures, path)?.value;
  if (typeof found !== 'function' || !('_def' in found))
    throw new StewardError('not_found', `Steward has no procedure ${path}.`);
  return procedureKindSchema.parse(found._def);
}

function sized(data: unknown): CallResponse {
  const characters = JSON.stringify(data ?? null).length;
  if (characters > maxResponseCharacters) {
    throw new StewardError('too_large', 'This answer is too large to show at once. Narrow it with a filter.');
  }
  return { ok: true, data };
}

/** What the screen may know of an error: closed codes and plain words; the rest stays in the local log. */
export function callErrorOf(error: unknown): CallError {
  const cause = error instanceof TRPCError && error.cause !== undefined ? error.cause : error;
  if (cause instanceof StewardError) {
    return {
      code: cause.code,
      message: cause.message,
      ...(cause.fields === undefined ? {} : { fields: { ...cause.fields } }),
    };
  }
  if (error instanceof TRPCError) {
    const code = codesOfTrpc[error.code];
    if (code === 'invalid_input' && cause instanceof z.core.$ZodError) return invalidInput(cause);
    if (code !== undefined) return { code, message: 'This request can’t be answered as it was sent.' };
  }
  return { code: 'internal', message: wordsOfMachine(errorCode(cause)) };
}

/** What is the machine's fault and can be mended there, said so; of all else only that nothing was changed. */
function wordsOfMachine(code: string): string {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC')
    return 'This machine’s disk is full, so nothing was changed. Free some space and do it again.';
  if (code.startsWith('SQLITE_BUSY'))
    return 'Another Steward is writing to the same copy, so nothing was changed. Close it and do this again.';
  return 'Something went wrong inside Steward. Nothing was changed; the details are in the log on this computer.';
}

function invalidInput(error: z.core.$ZodError): CallError {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) fields[issue.path.join('.')] ??= issue.message;
  const first = error.issues[0];
  return { code: 'invalid_input', message: first?.message ?? 'Check what you typed.', fields };
}
