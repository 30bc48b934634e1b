import { describe, expect, it } from 'vitest';
import { longestInvitation, readInvitation } from '../../../src-preload/contract/company/invitation';

const right = {
  steward: 'invitation',
  version: 1,
  url: 'postgres://sally@db.example:5432/company?sslmode=verify-full',
  company: { id: '0198c0de-0000-4000-8000-000000000001', name: 'Acme & Co' },
  password: 'k3m9p-x7rwd-abcde-fghjk',
  validUntil: '2026-12-05T10:00:00.000Z',
};
const read = (change: object) => readInvitation(JSON.stringify({ ...right, ...change }));

describe('an invitation', () => {
  it('says where to come, as whom, to which company, and until when', () => expect(read({})).toEqual(right));

  it('may leave the password to be handed over in another way', () => {
    const { password: _left, ...without } = right;
    expect(readInvitation(JSON.stringify(without))).toEqual(without);
  });

  it.each([
    ['another sort of file', { steward: 'settings' }],
    ['of a shape to come', { version: 2 }],
    ['an address with a password in it', { url: 'postgres://sally:secret@db.example/company' }],
    [
      'an address that names a file here',
      { url: 'postgres://sally@db.example/company?sslrootcert=/etc/passwd' },
    ],
    ['an address that is none', { url: 'https://db.example/company' }],
    [
      'an address that leads elsewhere by its options',
      { url: 'postgres://sally@db.example/company?host=evil' },
    ],
    ['a company without an id', { company: { id: 'acme', name: 'Acme' } }],
    ['a company without a name', { company: { id: right.company.id, name: ' ' } }],
    ['a password that anybody guesses', { password: 'secret' }],
    ['no end', { validUntil: 'some day' }],
    ['what nobody knows', { run: 'rm -rf /' }],
  ])('is none with %s', (_what, change) => expect(read(change)).toBeNull());

  it.each(['', '{', 'null', '[]', '7', ' '.repeat(longestInvitation + 1)])('is none as %j', (text) =>
    expect(readInvitation(text.slice(0, longestInvitation + 1))).toBeNull(),
  );
});
