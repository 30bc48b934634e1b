import fc from 'fast-check';
import { expect, test } from 'vitest';
import { screenOfLink } from '../../src-main/app/deep-link';
import { linkToAccount } from '../../src-preload/contract/account-link';

const company = '5f0c1b5e-3c1d-4c8f-9d3c-0f4a4a4f3a55';

test('a copied link leads to its account, whatever letters its id has', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), (externalId) => {
      const to = screenOfLink(['/usr/bin/steward', linkToAccount(company, externalId)]);
      const [, open, ofCompany, id = ''] = to?.split('/') ?? [];
      expect([open, ofCompany, decodeURIComponent(id)]).toEqual(['open', company, externalId]);
    }),
  );
});

test('a link of before leads to its screen', () => {
  expect(screenOfLink(['steward', 'steward://accounts/12'])).toBe('/accounts/12');
  expect(screenOfLink(['steward', 'steward://accounts/12/'])).toBe('/accounts/12');
});

test.each([
  '--no-sandbox',
  'https://accounts/1',
  'steward://../../etc',
  'steward://accounts/1?x=1',
  'steward://',
  `steward://${company}/account/`,
  `steward://${company}/account/a/b`,
  `steward://${company}/account/a?x=1`,
  `steward://${company}/account/${'a'.repeat(3001)}`,
  'steward://5f0c1b5e/account/a',
])('%s leads nowhere', (argument) => expect(screenOfLink([argument])).toBeNull());
