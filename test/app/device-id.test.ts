import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deviceId } from '../../src-main/app/device-id';

const folder = () => mkdtempSync(join(tmpdir(), 'steward-device-'));

test('an installation keeps its number, and each has another', () => {
  const [one, other] = [folder(), folder()];
  const id = deviceId(one, 'machine');
  expect(deviceId(one, 'machine')).toBe(id);
  expect(deviceId(other, 'machine')).not.toBe(id);
});

test('a folder that was copied to another machine is another installation, and says nothing of the machine', () => {
  const copied = folder();
  const id = deviceId(copied, 'ann-laptop');
  expect(readFileSync(join(copied, 'device.json'), 'utf8')).not.toContain('ann-laptop');
  expect(deviceId(copied, 'stranger-laptop')).not.toBe(id);
});

test.each(['', '{}', 'null', '{"id":"me","of":""}'])('a note that is damaged (%s) is made anew', (text) => {
  const here = folder();
  writeFileSync(join(here, 'device.json'), text);
  expect(deviceId(here)).toMatch(/^[0-9a-f-]{36}$/);
});
