import { expect, it } from 'vitest';
import { startHost } from '../support/running-host';

const input = { filter: {}, sort: { key: 'name', descending: false }, columns: ['arr'] };

it('an export is answered in words when the desktop can’t ask where to', async () => {
  const host = await startHost(null, () => {
    throw new Error('The dialog could not be opened.');
  });
  try {
    expect(await host.call('accounts.export', input)).toEqual({
      ok: false,
      error: { code: 'internal', message: 'The dialog could not be opened.' },
    });
  } finally {
    await host.close();
  }
});

it('an export that waits for the desktop ends when Steward is closed', async () => {
  const asked = Promise.withResolvers<void>();
  const host = await startHost(null, () => {
    asked.resolve();
    return new Promise(() => undefined);
  });
  const answer = host.call('accounts.export', input);
  await asked.promise;
  await host.close();
  expect(await answer).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});
