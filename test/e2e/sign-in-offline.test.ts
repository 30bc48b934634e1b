import { expect, it } from 'vitest';
import { leftBook } from './support/books';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';
import { type OpenSteward, openSteward } from './support/open-steward';

const left = leftBook('is gone');
const day = 86_400_000;

function startLater(days: number): Promise<OpenSteward> {
  const { userData, companyUrl } = left;
  return openSteward({ userData, companyUrl, env: { STEWARD_CLOCK_AHEAD: String(days * day) } });
}

it('on the eighth day without the server every screen is locked, says since when, and lets sign in', async () => {
  const early = await startLater(6);
  try {
    await early.window.getByText('Ranked by money at risk and urgency').waitFor();
  } finally {
    await early.app.close();
  }
  const late = await startLater(8);
  const { window } = late;
  try {
    const locked = window.getByText('Locked until you sign in again');
    await locked.waitFor();
    await window.getByText(/last let \S+ in on .*opens without it for 7 days/).waitFor();
    for (const path of ['/accounts', '/accounts/2', '/risk', '/monitor', '/settings/scores', '/']) {
      await openAddress(window, path);
      await locked.waitFor();
      expect(await window.getByText('Sinking Freight').count()).toBe(0);
    }
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(window, theme);
      expect(await axeFindings(window)).toEqual([]);
      await takePictures(window, 'locked', theme);
    }
    await window.getByRole('link', { name: 'Check the connection' }).press('Enter');
    await window.getByText('Change the connection').waitFor();
  } finally {
    await late.app.close();
  }
  // The clock set back opens nothing, and says why it can't.
  const back = await startLater(0);
  try {
    await back.window.getByText('Locked until you sign in again').waitFor();
    await back.window.getByText(/clock was at .* and has gone back since/).waitFor();
  } finally {
    await back.app.close();
  }
});
