import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DesktopBus, hasSessionBus, openDesktopBus } from './support/desktop-bus';
import { stories } from './support/known-book';
import { openAddress } from './support/open-address';
import { type OpenBook, openBook } from './support/open-book';
import { writeRuleNotice } from './support/rule-notice';

let bus: DesktopBus;
let book: OpenBook;
let app: ElectronApplication;
let window: Page;

const call = (path: string, input?: unknown) =>
  window.evaluate<unknown>(`window.steward.call(${JSON.stringify(path)}, ${JSON.stringify(input)})`);
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

// Without the means of a session bus there is neither tray nor notice to be met.
describe.skipIf(!hasSessionBus())('beside its windows', () => {
  beforeAll(async () => {
    bus = await openDesktopBus();
    book = await openBook({
      env: { DBUS_SESSION_BUS_ADDRESS: bus.address, STEWARD_SESSION_BUS: bus.address },
      login: { role: 'manager', scope: 'all', managerId: 1 },
    });
    ({ app, window } = book);
  });
  afterAll(async () => {
    await book?.close();
    await bus?.close();
  });

  it('the tray says how many accounts need the manager, as Today does, and leads there', async () => {
    await openAddress(window, '/monitor');
    await heading(window, 'Monitor').waitFor();
    const answer = await call('today.get', { limit: 1, ownerId: 1 });
    const total = (answer as { data: { total: number } }).data.total;
    expect(total).toBeGreaterThan(1);
    await expect.poll(() => bus.trayMenu()).toContain(`Today: ${total} accounts`);
    expect(await bus.trayTip()).toContain(`Today: ${total} accounts`);
    await bus.choose(`Today: ${total} accounts`);
    await heading(window, 'Today').waitFor();
  });

  it('a quick note begins in the tray', async () => {
    await bus.choose('Quick note…');
    await window.getByRole('dialog', { name: 'Quick note' }).waitFor();
    await window.keyboard.press('Escape');
  });

  it('a notice of a rule leads to its account', async () => {
    // Whatever hour it is here.
    await call('settings.setNotices', { kinds: [], quietFrom: 0, quietUntil: 0 });
    await writeRuleNotice(book.company.admin, {
      ...{ rule: '019ab000-0000-7000-8000-0000000000f0', name: 'Look at once' },
      ...{ text: 'Use stopped on all sites', account: stories.silent },
    });
    await expect
      .poll(() => bus.notices.map(({ title, body }) => [title, body]))
      .toEqual([['Look at once', `${stories.silent}: Use stopped on all sites`]]);
    const [notice] = bus.notices;
    if (notice !== undefined) bus.click(notice);
    await heading(window, stories.silent).waitFor();
  });

  it('Steward stays in the tray without a window where one wants it, and comes back from there', async () => {
    await openAddress(window, '/settings/desktop');
    await window.getByLabel('Stay in the tray when the last window is closed').check();
    await expect
      .poll(() => call('desktop.state'))
      .toMatchObject({
        data: { habits: { staysInTray: true } },
      });
    await window.close();
    expect(await bus.trayMenu()).toContain('Open Steward');
    const [again] = await Promise.all([app.waitForEvent('window'), bus.choose('Open Steward')]);
    await heading(again, 'Today').waitFor();
    window = again;
  });

  it('the icon goes where one does not want it, and with it the stay', async () => {
    await openAddress(window, '/settings/desktop');
    const inTray = window.getByLabel('Show Steward in the tray');
    await inTray.click();
    await expect.poll(() => inTray.isChecked()).toBe(false);
    const stay = window.getByLabel('Stay in the tray when the last window is closed');
    await expect.poll(() => stay.isDisabled()).toBe(true);
    expect(await stay.isChecked()).toBe(false);
    await expect.poll(() => bus.trayMenu().catch(() => null)).toBeNull();
  });
});
