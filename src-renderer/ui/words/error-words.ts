import type { CallError, ErrorCode } from '../../../src-preload/contract/wire/errors';

const titles: Record<ErrorCode, string> = {
  invalid_input: 'That can’t be used as it stands',
  not_found: 'This is no longer here',
  forbidden: 'You may not see or change this',
  rate_limited: 'Too many requests at once',
  too_large: 'That is too much at once',
  offline: 'The company’s server can’t be reached',
  locked: 'The copy on this computer is locked',
  not_ready: 'Steward is still starting',
  conflict: 'Somebody changed this in the meantime',
  cancelled: 'Cancelled',
  newer_database: 'Your data was written by a newer Steward',
  internal: 'Something went wrong in Steward',
};

const safe: Record<ErrorCode, string> = {
  invalid_input: 'Nothing was changed.',
  not_found: 'Everything else is as it was.',
  forbidden: 'Nothing was changed. An administrator of the company’s database can give you access.',
  rate_limited: 'Nothing was lost. Wait a few seconds and try again.',
  too_large: 'Nothing was changed. Narrow it down and try again.',
  offline: 'Your local copy is safe and stays usable.',
  locked: 'Nothing was changed. It opens once the company’s server has let you in again.',
  not_ready: 'Your data is safe. It will be there in a moment.',
  conflict: 'Nothing was overwritten. Look at the new state and try again.',
  cancelled: 'Nothing was changed.',
  newer_database: 'It is untouched. Install the newer version to open it.',
  internal: 'Your data is safe. Try again; if it happens again, restart Steward.',
};

/** The words of a failure: what happened, what is safe and what to do. */
export function errorWords(error: CallError): { title: string; happened: string; safe: string } {
  return { title: titles[error.code], happened: error.message, safe: safe[error.code] };
}
