import { z } from 'zod';
import {
  type CallRequest,
  type CallResponse,
  callRequestSchema,
  callsWithFile,
  maxFileRequestCharacters,
  maxRequestCharacters,
} from '../../src-preload/contract/wire/envelope';
import type { ErrorCode } from '../../src-preload/contract/wire/errors';
import { carriedSize } from './carried-size';

export type Checked = { readonly request: CallRequest } | { readonly refusal: CallResponse };

/** The shape and the size of a call, before anything else looks at it or copies it on. */
export function checkRequest(raw: unknown): Checked {
  const most = bringsFile(raw) ? maxFileRequestCharacters : maxRequestCharacters;
  const size = carriedSize(raw, most);
  if (size === 'not plain')
    return { refusal: refuse('invalid_input', 'This call can’t be read: send plain data only.') };
  if (size === 'too large') {
    return {
      refusal: refuse('too_large', `This call is too large (at most ${most} characters).`),
    };
  }
  const parsed = callRequestSchema.safeParse(raw);
  if (!parsed.success)
    return {
      refusal: refuse('invalid_input', `This call is not well formed: ${z.prettifyError(parsed.error)}`),
    };
  return { request: parsed.data };
}

function bringsFile(raw: unknown): boolean {
  return (
    typeof raw === 'object' &&
    raw !== null &&
    'path' in raw &&
    typeof raw.path === 'string' &&
    callsWithFile.has(raw.path)
  );
}

export function refuse(code: ErrorCode, message: string): CallResponse {
  return { ok: false, error: { code, message: message.slice(0, 1000) } };
}
