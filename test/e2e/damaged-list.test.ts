import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { openInTurn } from '../support/open-in-turn';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { openSteward } from './support/open-steward';

const steward = openForTests(() =>
  openInTurn(async (closeWith) => {
    const userData = mkdtempSync(join(tmpdir(), 'steward-e2e-'));
    closeWith(() => rmSync(userData, { recursive: true, force: true }));
    mkdirSync(join(userData, 'profiles', crypto.randomUUID()), { recursive: true });
    writeFileSync(join(userData, 'profiles.json'), '{"open":"first","profiles":[{"id"');
    const { close, ...opened } = await openSteward({ userData });
    closeWith(close);
    return { ...opened, close };
  }),
);

it('a list of connections that is damaged is said on every screen until it was read, and what is there is listed', async () => {
  const { window, userData } = steward;
  const said = window.getByText(/The list of your connections could not be read/);
  for (const path of ['/', '/settings/connection', '/monitor']) {
    await openAddress(window, path);
    await said.waitFor();
  }
  await openAddress(window, '/settings/connection');
  await window.getByText(/kept as profiles\.json\.damaged in Steward’s folder/).waitFor();
  await window.getByRole('row').filter({ hasText: 'Found again (1)' }).waitFor();
  for (const theme of ['dark', 'light'] as const) {
    await showTheme(window, theme);
    expect(await axeFindings(window)).toEqual([]);
    await takePictures(window, 'damaged list', theme);
  }
  expect(existsSync(join(userData, 'profiles.json.damaged'))).toBe(true);
  await window.getByRole('button', { name: 'I have read it' }).press('Enter');
  await said.waitFor({ state: 'detached' });
});
