import { describe, expect, test } from 'vitest';
import { StewardError } from '../../../src-main/lib/steward-error';
import { explainRefusal } from '../../../src-main/ports/postgres/explain-refusal';
import { LoginGone } from '../../../src-main/ports/postgres/login-gone';
import { readAddress } from '../../../src-preload/contract/company/company-address';

const clear = 'postgres://ann@db.example/company?sslmode=disable';
const verified = 'postgres://ann@db.example/company?sslmode=verify-full';
const here = 'postgres://ann@127.0.0.1/company?sslmode=disable';
const refused = (code: string, message: string, more: object = {}) =>
  Object.assign(new Error(message), { code, ...more });
function explained(url: string, error: unknown): unknown {
  const read = readAddress(url);
  if (!('address' in read)) throw new Error(read.problem);
  return explainRefusal(read.address, error);
}
function wordsOf(url: string, error: unknown): string {
  const found = explained(url, error);
  if (!(found instanceof StewardError)) throw new Error(`${String(found)} is not in words`);
  expect(found).toMatchObject({ code: 'forbidden', cause: error });
  return found.message;
}

describe('a login that is not let in', () => {
  const noLine = refused('28000', 'no pg_hba.conf entry for host "1.2.3.4", user "ann", no encryption');

  test('on a line in the clear is told to encrypt it where the server says so', () => {
    expect(wordsOf(clear, noLine)).toMatch(/over an encrypted line only, if at all.*sslmode=verify-full/);
    expect(wordsOf(clear, refused('28000', 'no pg_hba.conf entry, SSL off'))).toMatch(/encrypted line only/);
  });

  test('on a line in the clear is told of encryption as one reason, where the server says nothing of it', () => {
    expect(wordsOf(clear, refused('28000', 'kein Eintrag'))).toMatch(
      /doesn't let ann in from here, or over an encrypted line only/,
    );
  });

  test('on an encrypted line is not told to encrypt it', () => {
    expect(wordsOf(verified, noLine)).toBe(
      "The server doesn't let ann in from here. Ask its administrator (pg_hba.conf).",
    );
  });

  test('is gone only where nobody in between can have said so', () => {
    const gone = refused('28000', 'role "ann" does not exist', { routine: 'InitializeSessionUserId' });
    expect(explained(verified, gone)).toBeInstanceOf(LoginGone);
    expect(explained(here, gone)).toBeInstanceOf(LoginGone);
    expect(explained(clear, gone)).not.toBeInstanceOf(LoginGone);
    expect(
      explained(verified, refused('28000', 'x', { routine: 'ClientAuthentication' })),
    ).not.toBeInstanceOf(LoginGone);
    expect(
      explained(verified, refused('28P01', 'x', { routine: 'InitializeSessionUserId' })),
    ).not.toBeInstanceOf(LoginGone);
  });
});

describe('a server', () => {
  test.each([
    [
      '',
      'The server does not support SSL connections',
      /offers no encrypted line\. Neither login nor password/,
    ],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'x', /issued by nobody this machine trusts.* Neither login nor password/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'x', /issued by nobody this machine trusts/],
    ['CERT_HAS_EXPIRED', 'x', /out of date, or this machine’s clock is wrong/],
    ['CERT_NOT_YET_VALID', 'x', /out of date, or this machine’s clock is wrong/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'x', /for a server of another name/],
    ['CERT_REVOKED', 'x', /can’t be trusted/],
    ['EPROTO', 'wrong version number', /could not agree on an encrypted line\. The password was not sent/],
    ['', 'There was an error establishing an SSL connection', /could not agree on an encrypted line/],
    ['', 'SASL: SCRAM-SERVER-FINAL-MESSAGE: server signature is missing', /did not prove that it knows/],
    ['', 'SASL: Only mechanism SCRAM-SHA-256 is supported', /in a way that Steward does not know/],
  ])('that can’t be trusted, or understood, is said to be so: %s %s', (code, message, words) => {
    expect(wordsOf(verified, refused(code, message))).toMatch(words);
  });

  test('whose answer is something else is left to who reads it', () => {
    for (const error of [refused('28P01', 'password authentication failed'), refused('57P03', 'starting up')])
      expect(explained(verified, error)).toBe(error);
    const told = new StewardError('offline', 'x');
    expect(explained(verified, told)).toBe(told);
  });
});
