import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { passOnWithoutNoise } from '../../tools/runtime/electron-noise.mjs';

test('what Electron says is passed on, without what Chromium says of a missing session bus', async () => {
  const from = new PassThrough();
  const to = new PassThrough();
  passOnWithoutNoise(from, to);
  const heard = text(to);
  from.write('Steward cannot start: no');
  from.write(' disk\n[11692:1122/145131.528724:ERROR:bus.cc(407)] Failed to connect to the bus: x\n');
  from.write('[11692:1122/145131.528724:ERROR:host.cc(1)] a real problem\nno newline at the end');
  from.end();
  await new Promise((resolve) => from.once('close', resolve));
  to.end();
  expect(await heard).toBe(
    'Steward cannot start: no disk\n[11692:1122/145131.528724:ERROR:host.cc(1)] a real problem\nno newline at the end',
  );
});
