import { expect, test } from 'vitest';
import { type invitationSchema, readInvitation } from '../../../src-preload/contract/company/invitation';
import { addProfileInputSchema, profileSchema } from '../../../src-preload/contract/profiles';

const invitation = (name: string) =>
  JSON.stringify({
    steward: 'invitation',
    version: 1,
    url: 'postgres://ann@db.example:5432/north?sslmode=verify-full',
    company: { id: '6f1d6a3e-4a53-4f6e-9c1d-0d0d3a6b0001', name },
    validUntil: '2026-12-05T12:00:00.000Z',
  } satisfies typeof invitationSchema._input);

test.each(['Acme', 'Ünïted 北 Co.', 'شركة', '<b>Acme</b> & “Co”', 'Acme 👩‍💻'])(
  'a name that is what it looks like is taken as it is: %s',
  (name) => {
    expect(addProfileInputSchema.parse({ name }).name).toBe(name);
    expect(readInvitation(invitation(name))?.company.name).toBe(name);
  },
);

test.each([
  'Ac\u0000me',
  'Ac\nme',
  '\u202Eemca',
  'Ac\u200Bme',
  '\u2066Acme\u2069',
  'Ac\u007Fme',
  'Ac\u2028me',
  '\uFEFFAc\uFEFFme',
])('a name with marks that nobody sees is refused, of a connection and in an invitation: %j', (name) => {
  expect(addProfileInputSchema.safeParse({ name }).success).toBe(false);
  expect(readInvitation(invitation(name))).toBeNull();
  // One that an earlier Steward took must not make the list unreadable.
  expect(profileSchema.safeParse({ id: 'first', name, address: null }).success).toBe(true);
});
