import { type DestinationStream, type Logger, pino } from 'pino';
import { errorForLog } from './error-for-log';

/** One JSON object a line; no address with a password, no key, and of an error nothing that it quotes of data. */
export function createLog(destination: DestinationStream): Logger {
  return pino(
    {
      level: 'info',
      base: null,
      redact: ['url', 'password', 'key', '*.url', '*.password', '*.key'],
      serializers: { err: errorForLog },
    },
    destination,
  );
}
