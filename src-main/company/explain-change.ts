import { errorCode } from '../lib/error-code';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';

/**
 * What a change of the company's settings failed at, in words: a schema that lacks it, or a login that may not.
 * @param things that an older schema knows nothing of, in the plural
 */
export function explainChange(error: unknown, things: string): unknown {
  const told = (code: 'not_ready' | 'forbidden', message: string) =>
    new StewardError(code, message, undefined, { cause: error });
  switch (errorCode(error)) {
    case '42883':
      return told(
        'not_ready',
        `The company’s schema knows no ${things} yet. Run “steward company create” first.`,
      );
    case '42501':
      return told(
        'forbidden',
        `This login may not do that (${errorMessage(error)}). Use one that owns the schema.`,
      );
    default:
      return error;
  }
}
