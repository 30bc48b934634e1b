import { type CompanyAddress, placeText } from '../../../src-preload/contract/company/company-address';
import { isThisMachine, lineProtection } from '../../../src-preload/contract/company/line-protection';
import { errorCode } from '../../lib/error-code';
import { errorMessage } from '../../lib/error-message';
import { StewardError } from '../../lib/steward-error';
import { LoginGone } from './login-gone';
import { PinMismatch } from './server-check';

/** What Node says of a certificate that it does not trust, by OpenSSL's names. */
const doubtful =
  /^(CERT_|CRL_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|INVALID_|HOSTNAME_MISMATCH|PATH_LENGTH)/;
const unknownIssuer = /^(DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_)/;
const outOfDate = /^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/;

/**
 * Why a server did not let the login in, where that is a matter of encryption or of how the login is proved. A wrong
 * password has PostgreSQL's own code.
 * @returns a StewardError that says what is safe and what to do; any other error as it is
 */
export function explainRefusal(address: CompanyAddress, error: unknown): unknown {
  if (error instanceof StewardError) return error;
  if (isLoginGone(address, error)) return new LoginGone(address.login, error);
  if (error instanceof PinMismatch)
    return new StewardError('forbidden', pinWords(address, error), undefined, { cause: error });
  const words = encryptionWords(address, error) ?? loginWords(address, error);
  return words === null ? error : new StewardError('forbidden', words, undefined, { cause: error });
}

/**
 * The words of a server are in its own language; the place in its source that they come from is not. It counts only where
 * nobody in between can have said it.
 */
function isLoginGone(address: CompanyAddress, error: unknown): boolean {
  if (errorCode(error) !== '28000' || !(error instanceof Error)) return false;
  const isKnown = lineProtection(address) === 'verified' || isThisMachine(address.host);
  return isKnown && 'routine' in error && error.routine === 'InitializeSessionUserId';
}

function encryptionWords(address: CompanyAddress, error: unknown): string | null {
  const place = placeText(address);
  const code = errorCode(error);
  const message = errorMessage(error);
  if (message === 'The server does not support SSL connections') {
    return `${place} offers no encrypted line. Neither login nor password was sent. Ask its administrator to turn on ssl; only if the network between is safe, end the address with sslmode=disable.`;
  }
  if (doubtful.test(code)) {
    return `${certificateWords(place, code)} Neither login nor password was sent.`;
  }
  if (
    /^(EPROTO|ERR_SSL_|ERR_TLS_|ERR_OSSL_)/.test(code) ||
    message === 'There was an error establishing an SSL connection'
  ) {
    return `${place} and Steward could not agree on an encrypted line. The password was not sent. Check that host and port are PostgreSQL’s, and ask its administrator.`;
  }
  return null;
}

/** What is seen and what is expected, so that somebody can ask which is right. */
function pinWords(address: CompanyAddress, { shown, expected }: PinMismatch): string {
  const kind = (pin: string) => pin.startsWith('cert-');
  const seen = expected.every(kind) ? shown.certificatePin : shown.keyPin;
  const several = expected.length === 1 ? 'expects' : 'expects one of';
  return `${placeText(address)} shows ${seen} (${shown.subject.slice(0, 100)}, issued by ${shown.issuer.slice(0, 100)}), and this connection ${several} ${expected.slice(0, 3).join(', ')}. Either its certificate was renewed, or another server stands in its place. Neither login nor password was sent. Ask the administrator which it is; only if it was renewed, put the new pin into the address (sslpin), in place of the old one or beside it.`;
}

function certificateWords(place: string, code: string): string {
  if (unknownIssuer.test(code)) {
    return `The certificate of ${place} was issued by nobody this machine trusts: it may be another server in its place. Ask the administrator for the file of the company’s certificate authority, and end the address with sslrootcert= and that file.`;
  }
  if (outOfDate.test(code)) {
    return `The certificate of ${place} is out of date, or this machine’s clock is wrong. Ask the administrator for a new one.`;
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    return `The certificate of ${place} is for a server of another name. Use the name that the certificate is for, or ask the administrator.`;
  }
  return `The certificate of ${place} can’t be trusted. Ask the administrator.`;
}

function loginWords(address: CompanyAddress, error: unknown): string | null {
  const code = errorCode(error);
  const message = errorMessage(error);
  if (code === '28000') return notLetInWords(address, message);
  if (/^SASL: SCRAM-SERVER-FINAL-MESSAGE/.test(message)) {
    return `${placeText(address)} did not prove that it knows the password, so it may not be the company’s server. Check the address, and ask the administrator.`;
  }
  if (/^SASL/.test(message)) {
    return `${placeText(address)} asks for the login in a way that Steward does not know. Ask the administrator for SCRAM (scram-sha-256).`;
  }
  return null;
}

function notLetInWords(address: CompanyAddress, message: string): string {
  const line = lineProtection(address);
  if (line === 'clear' && /no encryption|SSL off/i.test(message)) {
    return `${placeText(address)} takes ${address.login} over an encrypted line only, if at all. End the address with sslmode=verify-full.`;
  }
  const perhaps = line === 'clear' ? ', or over an encrypted line only (sslmode=verify-full)' : '';
  return `The server doesn't let ${address.login} in from here${perhaps}. Ask its administrator (pg_hba.conf).`;
}
