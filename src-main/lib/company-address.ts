import { StewardError } from './steward-error';

/** @param url postgres://login:password@host:port/database @throws StewardError `invalid_input` */
export function parseAddress(url: string): URL {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new StewardError(
      'invalid_input',
      'Write the address as postgres://login:password@host:port/database.',
    );
  }
  return new URL(url);
}
