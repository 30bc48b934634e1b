import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { phoneNumber } from '../../src-main/lib/phone-number';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const here = companyForEachTest();
const now = () => Date.parse('2026-11-22T12:00:00Z');

const load = (...users: string[]) =>
  createCompany({
    url: here.company.url,
    from: writeCsvFolder({
      'organizations.csv': csv('organization_id,name,created_at', 'acme,Acme,2025-01-01'),
      'users.csv': csv('user_id,organization_id,phone', ...users),
    }),
    now,
  });
async function phones() {
  const { rows } = await here.company.admin.query<{
    id: string;
    phone: string | null;
    number: string | null;
  }>(
    `SELECT external_id AS id, phone, customer_success.phone_number(phone) AS number FROM customer_success.users ORDER BY 1`,
  );
  return rows.map(({ id, phone, number }) => [id, phone, number]);
}

describe('a contact’s phone', () => {
  test('stays as the company’s list writes it, also where nobody can be sent anything there', async () => {
    await load('a,acme,+49 (0)30 123-4567', 'b,acme,030 1234567', 'c,acme,', 'd,acme,ask Ana', 'e,acme,n/a');
    expect(await phones()).toEqual([
      ['a', '+49 (0)30 123-4567', '+49301234567'],
      ['b', '030 1234567', null],
      ['c', null, null],
      ['d', 'ask Ana', null],
      ['e', null, null],
    ]);
  });

  test('is forgotten where the list forgets it, and kept where the list does not tell of phones', async () => {
    await load('a,acme,+49301234567', 'b,acme,+49301234568');
    await load('a,acme,');
    expect(await phones()).toEqual([
      ['a', null, null],
      ['b', '+49301234568', '+49301234568'],
    ]);
    const from = writeCsvFolder({ 'users.csv': csv('user_id,organization_id,name', 'b,acme,Bea') });
    await createCompany({ url: here.company.url, from, now });
    expect((await phones())[1]).toEqual(['b', '+49301234568', '+49301234568']);
  });

  test('of more than 100 characters is none: its row is set aside, and told of', async () => {
    const report = await load(`a,acme,${'1'.repeat(101)}`, 'b,acme,+49301234568');
    expect(JSON.stringify(report)).toContain('is longer than 100 characters');
    expect(await phones()).toEqual([['b', '+49301234568', '+49301234568']]);
  });
});

test('a number is read alike by the company and by whoever shows it', async () => {
  const written = [
    ...[
      '+49 30 1234567',
      '0049/30/1234567',
      '+1 (415) 555-2671',
      '+44.20.7946.0958',
      '+49\u00a030\u00a01234567',
    ],
    ...[
      '030 1234567',
      '+0301234567',
      '+123',
      '+1234567890123456',
      '',
      '+49 30 x',
      '++4930123456',
      '+49\t301234567',
    ],
  ];
  const { rows } = await here.company.admin.query<{ number: string | null }>(
    'SELECT customer_success.phone_number(p) AS number FROM unnest($1::text[]) WITH ORDINALITY AS x (p, n) ORDER BY n',
    [written],
  );
  expect(rows.map(({ number }) => number)).toEqual(written.map(phoneNumber));
  expect(rows.filter(({ number }) => number !== null)).toHaveLength(6);
});
