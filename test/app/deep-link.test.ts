import { expect, test } from 'vitest';
import { screenOfLink } from '../../src-main/app/deep-link';
import { addressOfAccount } from '../../src-renderer/ui/address/address-of-account';

test('a copied link leads to its account', () => {
  expect(screenOfLink(['/usr/bin/steward', addressOfAccount(12)])).toBe('/accounts/12');
  expect(screenOfLink(['steward', 'steward://accounts/12/'])).toBe('/accounts/12');
});

test.each([
  '--no-sandbox',
  'https://accounts/1',
  'steward://../../etc',
  'steward://accounts/1?x=1',
  'steward://',
])('%s leads nowhere', (argument) => expect(screenOfLink([argument])).toBeNull());
