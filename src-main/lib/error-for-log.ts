import { StewardError } from './steward-error';

/** What a log keeps of an error: where it came from, and nothing of what a customer wrote. */
export interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  /** Of the database: what the error is about, by names of the schema. */
  readonly about?: string;
  /** Lines of the program alone. */
  readonly stack: string;
  readonly cause?: LoggedError;
}

/** SQLSTATE classes whose messages quote data: data exceptions, broken constraints, texts that a function raises. */
const quotesData = /^(22|23|P0)/;
const identifier = /^[a-z_][a-z0-9_.]*$/i;
const longestMessage = 500;

/**
 * An error without the values that databases and parsers quote in their words (`detail`, `where`, parameters, the text that
 * is no JSON). What Steward says itself is written for people to read and stays.
 */
export function errorForLog(error: unknown): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no error', stack: '' };
  const code = textOf(error, 'code');
  const about = ['table', 'column', 'constraint'].flatMap((name) => textOf(error, name) ?? []).join(' ');
  const cause = error.cause === undefined ? undefined : errorForLog(error.cause);
  return {
    type: error.name,
    message: messageOf(error, code).slice(0, longestMessage),
    ...(code === undefined ? {} : { code }),
    ...(about === '' ? {} : { about }),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .join('\n'),
    ...(cause === undefined ? {} : { cause }),
  };
}

function messageOf(error: Error, code: string | undefined): string {
  if (error instanceof StewardError) return error.message;
  // Whatever carries another error repeats its words.
  if (error.cause !== undefined) return 'see its cause';
  if (error instanceof SyntaxError) return 'a text that could not be read';
  if (code !== undefined && quotesData.test(code)) return 'what was given does not fit';
  return error.message.replaceAll(/"([^"]*)"|'([^']*)'|“([^”]*)”|`([^`]*)`/g, (quoted) =>
    identifier.test(quoted.slice(1, -1)) ? quoted : '“…”',
  );
}

function textOf(error: Error, name: string): string | undefined {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : undefined;
}
