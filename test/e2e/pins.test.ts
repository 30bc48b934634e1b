import { expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { startTlsServer } from '../support/tls-server';
import { unconnectedSteward } from './support/books';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';

const server = openForTests(startTlsServer);
const steward = unconnectedSteward();

it('what a server shows now is looked at and pinned, and another one is refused with both fingerprints', async () => {
  const { window } = steward;
  await server.become('sound');
  const button = (name: string | RegExp) => window.getByRole('button', { name });
  await openAddress(window, '/settings/connection');
  await window.getByLabel('Address').fill(server.url('scram', `?sslrootcert=${server.authority}`));
  await button('Advanced: pin the server').press('Enter');
  await button('Look at what this server shows now').click();
  await window.getByText(/CN=server, issued by CN=company, valid until/).waitFor();
  await button('Pin: Key CN=server').click();
  await button(/^Remove the pin sha256/).waitFor();
  expect(await window.getByLabel('Address').inputValue()).toMatch(/&sslpin=sha256\/\//);
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(window, theme);
    expect(await axeFindings(window)).toEqual([]);
    await takePictures(window, 'pins', theme);
  }
  await server.become(server.issue('impostor'));
  await button('Test').click();
  await window.getByText(/shows sha256\/\/.* and this connection expects sha256/).waitFor();
});
