import { expect, test } from 'vitest';
import { isPermitted } from '../../src-main/app/permissions';

test('a page may copy text, and nothing else that a browser asks leave for', () => {
  expect(isPermitted('clipboard-sanitized-write')).toBe(true);
  const asked = [
    'clipboard-read',
    'media',
    'geolocation',
    'notifications',
    'hid',
    'openExternal',
    'fullscreen',
    '',
  ];
  expect(asked.filter(isPermitted)).toEqual([]);
});
