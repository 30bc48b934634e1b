import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressText,
  type CompanyAddress,
  readAddress,
} from '../../../src-preload/contract/company/company-address';
import { lineProtection } from '../../../src-preload/contract/company/line-protection';

function read(text: string): CompanyAddress {
  const answer = readAddress(text);
  if ('problem' in answer) throw new Error(answer.problem);
  return answer.address;
}

function problemOf(text: string): string {
  const answer = readAddress(text);
  return 'problem' in answer ? answer.problem : `read as ${addressText(answer.address)}`;
}

describe('an address', () => {
  it.each([
    ['postgres://ada@db/company', { host: 'db', port: 5432, database: 'company', login: 'ada' }],
    [' postgresql://ada@db:6543/company\n', { host: 'db', port: 6543 }],
    ['postgres://ada@[2001:DB8::1]:5433/company', { host: '2001:db8::1', port: 5433 }],
    ['postgres://ada@%2Fvar%2Frun%2Fpostgresql/company', { host: '/var/run/postgresql', port: 5432 }],
    ['postgres://ada@bücher.example/company', { host: 'xn--bcher-kva.example' }],
    ['postgres://ada@DB.Example/company', { host: 'db.example' }],
    ['postgres://ada@127.1/company', { host: '127.0.0.1' }],
    ['postgres://müller%40firma:p@db/größe%2Fx', { login: 'müller@firma', database: 'größe/x' }],
    ['postgres://ada:p%40ss%2F%3A%3F@db/c', { password: 'p@ss/:?' }],
    ['postgres://ada:100%@db/c', { password: '100%' }],
    ['postgres://ada:p@ss%zz%40@db/c', { password: 'p@ss%zz@' }],
    ['postgres://ada:@db/c', { password: null }],
    ['postgres://ada:ab#cd@127.0.0.1:5432/db', { password: 'ab#cd', host: '127.0.0.1', database: 'db' }],
    ['postgres://ada:ab/cd@db:6543/c', { password: 'ab/cd', host: 'db', port: 6543 }],
    ['postgres://ada:ab?cd@db/c?sslmode=require', { password: 'ab?cd', parameters: { sslmode: 'require' } }],
    ['postgres://ada:12/x@db/c', { password: '12/x', host: 'db', login: 'ada' }],
    ['postgres://ada:a@b/c@[::1]:1/d', { password: 'a@b/c', host: '::1', database: 'd' }],
    ['postgres://ada:#/?@%:@db/c', { password: '#/?@%:' }],
    [
      'postgres://ada@db/c?sslmode=verify-full&sslrootcert=/a%20b/c+d.pem',
      { parameters: { sslmode: 'verify-full', sslrootcert: '/a b/c+d.pem' } },
    ],
  ])('is read part by part: %s', (text, parts) => {
    expect(read(text)).toMatchObject(parts);
  });

  it('is written as it was read', () => {
    for (const text of [
      'postgres://ada@db:5432/company',
      'postgres://a%20%25%2F@[::1]:1/x%2Fy%20z?sslmode=verify-full&sslrootcert=/a%20b.pem&require_auth=scram-sha-256,none',
      'postgres://ada@%2Frun%2Fpg:5432/c',
    ]) {
      expect(addressText(read(text))).toBe(text);
    }
    const secret = read('postgres://ada:p%25%2F%3F%23@db/c');
    expect(read(addressText(secret, secret.password))).toEqual(secret);
    expect(addressText(secret)).not.toContain('p%25');
  });

  it('is refused at once, however long what was pasted is', () => {
    const began = performance.now();
    for (const piece of ['/', '@', '#', 'a@b/', ':']) {
      expect(readAddress(`postgres://ada:${piece.repeat(50_000)}`)).toHaveProperty('problem');
      expect(readAddress(`postgres://ada:${piece.repeat(50_000)}@`)).toHaveProperty('problem');
    }
    expect(performance.now() - began).toBeLessThan(2000);
  });

  it('means the same with a password pasted as it is and one that is escaped, where it is understood', () => {
    const password = fc.string({ unit: fc.constantFrom(...'aZ0#/?@%:[]!$&. ü'), minLength: 1 });
    fc.assert(
      fc.property(password, (secret) => {
        const escaped = read(`postgres://ada:${encodeURIComponent(secret)}@db:5433/c`);
        expect(escaped.password).toBe(secret);
        const pasted = readAddress(`postgres://ada:${secret}@db:5433/c`);
        if ('address' in pasted && !/%[0-9a-f]{2}/i.test(secret)) expect(pasted.address).toEqual(escaped);
        if ('problem' in pasted) expect(pasted.problem).toContain('%23 %2F %3F %40 %25');
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['company', /write it as/],
    ['localhost:5432', /write it as/],
    ['mysql://ada@db/c', /write it as/],
    ['postgres://ada@d\tb/c', /write it as/],
    ['postgres:///c', /server is missing/],
    ['postgres://ada@/c', /write it as/],
    ['postgres://db/c', /login is missing/],
    ['postgres://:secret@db/c', /login is missing/],
    ['postgres://ada@db', /database is missing/],
    ['postgres://ada@db/', /database is missing/],
    ['postgres://ada@db/a/../', /database is missing|name of the database/],
    ['postgres://ada@db/c/d', /name of the database is written %2F/],
    ['postgres://ada@db:0/c', /port/],
    ['postgres://ada@db:70000/c', /write it as/],
    ['postgres://ada@db:5432:1/c', /write it as/],
    ['postgres://ada@one,two/c', /several servers/],
    ['postgres://ada@one:1,two:2/c', /several servers/],
    ['postgres://ada@d%b/c', /no name|write it as/],
    ['postgres://ada@a%40b/c', /no name/],
    ['postgres://ada@999.1.1.1/c', /no name/],
    ['postgres://ada@[fe80::1%25eth0]/c', /write it as/],
    ['postgres://ada@d#b/c', /# in it is written %23$/],
    [
      'postgres://ada:se#cret%20x@db/c',
      /# in it is written %23; characters such as # \/ \? @ % in the password are written %23/,
    ],
    ['postgres://ada:se#cret@db', /characters such as/],
    ['postgres://ada:se/cret@one,two/c', /several servers|characters such as/],
    ['postgres://ada:se?cret@db:x/c', /characters such as/],
    ['postgres://a%b@db/c', /% in the login/],
    ['postgres://%@db/c', /% in the login/],
    ['postgres://a%ff@db/c', /% in the login/],
    ['postgres://a%00database%00other@db/c', /login/],
    ['postgres://a%0Ab@db/c', /login holds a character/],
    ['postgres://a%E2%80%AEb@db/c', /login holds a character/],
    ['postgres://ada@db/c%', /% in the database/],
    ['postgres://ada@db/c%00d', /database/],
    ['postgres://ada:p%00@db/c', /password/],
  ])('that is none is refused with what to do: %j', (text, words) => {
    expect(problemOf(text)).toMatch(words);
    expect(problemOf(text)).not.toMatch(/secret|cret/);
  });

  it.each([
    ...['host', 'hostaddr', 'port', 'user', 'password', 'dbname', 'database', 'service', 'servicefile'],
    ...['passfile', 'options', 'target_session_attrs', 'application_name', 'ssl', 'sslnegotiation', 'stream'],
    ...['client_encoding', 'replication', 'uselibpqcompat', 'gssencmode', 'Host', 'SSLMODE', 'constructor'],
  ])('can’t lead elsewhere than it shows: ?%s=', (name) => {
    expect(problemOf(`postgres://ada@db/c?${name}=1`)).toMatch(`${name} may not stand after the ?`);
  });

  it.each([
    ['?sslmode=maybe', /sslmode may be disable, /],
    ['?sslmode=', /sslmode may be/],
    ['?sslmode=disable&sslmode=verify-full', /twice/],
    ['?sslmode=disable&sslrootcert=/ca.pem', /sslrootcert checks/],
    ['?sslmode=no-verify&sslrootcert=/ca.pem', /sslrootcert checks/],
    ['?sslmode=disable&channel_binding=require', /switches off/],
    ['?sslrootcert=', /names no file/],
    ['?sslrootcert=%00', /%25|names no file/],
    ['?sslcert=/a.pem', /go together/],
    ['?require_auth=kerberos', /require_auth may be/],
    ['?require_auth=!password', /require_auth may be/],
    ['?%68ost=other', /may not stand/],
    ['?__proto__=x', /may not stand/],
  ])('with a parameter that means nothing is refused: %s', (query, words) => {
    expect(problemOf(`postgres://ada@db/c${query}`)).toMatch(words);
  });
});

describe('the line to the server', () => {
  it.each([
    ['db.example', '', 'verified'],
    ['10.0.0.1', '', 'verified'],
    ['localhost.example', '', 'verified'],
    ['127.0.0.1.nip.io', '', 'verified'],
    ['0.0.0.0', '', 'verified'],
    ['[::ffff:127.0.0.1]', '', 'verified'],
    ['db.example', '?sslmode=prefer', 'verified'],
    ['db.example', '?sslmode=require', 'verified'],
    ['db.example', '?sslmode=no-verify', 'unverified'],
    ['db.example', '?sslmode=disable', 'clear'],
    ['127.0.0.1', '', 'clear'],
    ['127.8.9.1', '', 'clear'],
    ['0x7f.1', '', 'clear'],
    ['localhost', '', 'clear'],
    ['[::1]', '', 'clear'],
    ['%2Frun%2Fpostgresql', '', 'clear'],
    ['127.0.0.1', '?sslmode=verify-full', 'verified'],
    ['127.0.0.1', '?sslrootcert=/ca.pem', 'verified'],
    ['localhost', '?channel_binding=require', 'verified'],
  ])('to %s%s is %s', (host, query, line) => {
    expect(lineProtection(read(`postgres://ada@${host}/c${query}`))).toBe(line);
  });
});
