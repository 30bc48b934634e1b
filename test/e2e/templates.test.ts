import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { openForTests } from '../support/open-for-tests';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { hostileName, writeMailBook } from './support/mail-book';
import { openAddress } from './support/open-address';
import { openBook } from './support/open-book';

const focused = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);

describe('a manager', () => {
  const book = openForTests(() => openBook({ write: writeMailBook }));
  let page: Page;
  beforeAll(() => {
    page = book.window;
    page.setDefaultTimeout(10_000);
  });

  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const problems = () => page.getByRole('list', { name: 'To mend' }).getByRole('listitem');
  const mail = () => page.frameLocator('iframe[title="The mail"]');
  const pick = (group: string, choice: string) =>
    page.getByRole('radiogroup', { name: group }).getByText(choice).click();
  const looked = () => page.getByRole('status').filter({ hasText: /mend/ }).first().waitFor();

  async function tabTo(control: Locator): Promise<void> {
    for (let steps = 0; steps < 120; steps++) {
      if (await focused(control)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('Tab does not lead there');
  }

  async function look(name: string): Promise<void> {
    const found: string[] = [];
    for (const scheme of ['dark', 'light'] as const) {
      await showTheme(page, scheme);
      found.push(...(await axeFindings(page)));
      await takePictures(page, name, scheme);
    }
    expect(found).toEqual([]);
  }

  it('finds the starters by the sidebar, where there is no template yet', async () => {
    await page.getByRole('link', { name: 'Templates' }).click();
    await page.getByText('There is no template yet').waitFor();
    expect(await page.getByRole('link', { name: /^Begin with it/ }).count()).toBe(9);
  });

  it('writes to a contact in own words to begin with, where there is no template yet', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search', exact: true }).fill(stories.renewing);
    await page.getByRole('option', { name: stories.renewing }).first().click();
    await page.getByRole('heading', { level: 1, name: stories.renewing }).waitFor();
    await page.keyboard.press('i');
    await page.getByRole('textbox', { name: 'Subject' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Own words' }).isChecked()).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Templates' }).click();
    await page.getByText('There is no template yet').waitFor();
  });

  it('makes one of a starter by the keyboard alone, led by completion and by what is wrong', async () => {
    await tabTo(page.getByRole('link', { name: /^Begin with it/ }).first());
    await page.keyboard.press('Enter');
    await tabTo(field('Name'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Quiet lately');
    await tabTo(field('Subject'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Hello {{contact.fi');
    await page.getByRole('option', { name: /contact\.first_name/ }).waitFor();
    // What was offered may not be taken within the first moments, so that nobody takes it unseen.
    await page.waitForTimeout(200);
    await page.keyboard.press('Enter');
    await expect.poll(() => field('Subject').textContent()).toBe('Hello {{contact.first_name}}');
    await problems().filter({ hasText: 'Subject' }).first().waitFor();
    await page.keyboard.type('| default: "there"');
    await page.getByText('Nothing to mend').waitFor();
    await page.keyboard.press('Control+s');
    await page.getByRole('heading', { level: 1, name: 'Quiet lately' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save as new version' }).isDisabled()).toBe(true);
  });

  it('is led to the line of an error, loses nothing by leaving, and can take back what was typed', async () => {
    const layout = field('Layout');
    await layout.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('End');
    await page.keyboard.type('<mj-oops />');
    const error = problems()
      .filter({ hasText: /Layout, line \d+/ })
      .first();
    await error.waitFor();
    await look('template-wrong');
    await error.getByRole('button').click();
    expect(await focused(layout)).toBe(true);
    await page.getByRole('link', { name: 'Today' }).click();
    await page.getByText('Ranked by money at risk').waitFor();
    await page.goBack();
    await expect.poll(() => layout.textContent()).toContain('mj-oops');
    // As closing the app does: nothing that was in memory is left.
    await page.reload();
    await expect.poll(() => layout.textContent()).toContain('mj-oops');
    // It lies in the encrypted store alone.
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('mj-oops');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect.poll(() => layout.textContent()).not.toContain('mj-oops');
    await layout.click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('zzz');
    await page.keyboard.press('Control+z');
    await expect.poll(() => layout.textContent()).not.toContain('zzz');
    await looked();
  });

  it('sees it for a contact in the light, in the dark, on a phone and as text', async () => {
    await mail().getByText('Hi Ada,').waitFor();
    const paper = () =>
      mail()
        .locator('.page')
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await paper()).toBe('rgb(243, 244, 246)');
    await pick('Appearance', 'Dark');
    await expect.poll(paper).toBe('rgb(16, 18, 22)');
    await pick('Width', 'Phone');
    await look('template-phone');
    await pick('Part', 'Text');
    expect(await field('Text part').inputValue()).toContain('Hi Ada,');
    await pick('Part', 'Mail');
    const chosen = page.getByRole('combobox', { name: 'Preview for' });
    const before = await chosen.inputValue();
    await page.getByRole('button', { name: 'Another' }).click();
    expect(await chosen.inputValue()).not.toBe(before);
  });

  it('is told whom of many it can’t be rendered for, by name', async () => {
    await field('Subject').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('For {{contact.first_name');
    await problems().filter({ hasText: 'Subject' }).first().waitFor();
    await page.getByRole('button', { name: 'Try with 50 contacts' }).click();
    await page.getByText(/^\d+ of 50 contacts can be rendered$/).waitFor();
    await page.getByRole('button', { name: `dr, ${stories.sinking}` }).click();
    await page.getByText('This contact would get no mail').waitFor();
  });

  it('keeps what it was as a version, and sees what changed', async () => {
    await page.keyboard.press('Control+s');
    await page.getByText(/^Saved: subject changed/).waitFor();
    await page.getByRole('button', { name: 'What changed in version 2' }).click({ timeout: 30_000 });
    const lines = page.getByRole('dialog').getByRole('listitem');
    await expect
      .poll(() => lines.allTextContents())
      .toEqual([
        '−removed: Hello {{contact.first_name| default: "there"}}',
        '+added: For {{contact.first_name}}',
      ]);
    await look('template-diff');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Into the editor: version 1' }).click();
    await expect.poll(() => field('Subject').textContent()).toContain('default: "there"');
    await page.getByRole('button', { name: 'Discard changes' }).click();
  });

  it('archives it and brings it back', async () => {
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('This one is archived').waitFor();
    await page.getByRole('link', { name: 'Templates' }).first().click();
    await page.getByText('There is no template yet').waitFor();
    await page.getByRole('switch', { name: 'Archived too (1)' }).click();
    await page.getByRole('link', { name: 'Quiet lately' }).click();
    await page.getByRole('button', { name: 'Bring back' }).click();
    await page.getByRole('button', { name: 'Archive', exact: true }).waitFor();
    await page.getByRole('link', { name: 'Templates' }).first().click();
    await page.getByRole('table').first().getByText('1 warning').waitFor();
    await look('templates');
  });

  it('sees a hostile name as the text that it is', async () => {
    await page.getByRole('link', { name: 'Quiet lately' }).click();
    await page.getByRole('combobox', { name: 'Preview for' }).fill('Eve <img');
    await page.getByRole('option', { name: hostileName }).click();
    await field('Subject').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('For {{contact.name');
    const head = page.getByRole('definition').first();
    await expect.poll(() => head.textContent()).toContain('<script>');
    expect(await head.locator('img, script').count()).toBe(0);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'ran'))).toBeUndefined();
    await page.getByRole('button', { name: 'Discard changes' }).click();
  });

  it('is safe from a hostile mail, should one ever come to be framed', async () => {
    const visits: string[] = [];
    const outside = await listen(visits);
    const address = page.url();
    await page.locator('iframe[title="The mail"]').waitFor();
    const before = await page.evaluate(frameHostile, outside.address);
    await mail().getByText('it is framed').waitFor();
    await mail().getByRole('link').click();
    await page.waitForTimeout(500);
    expect(before).toEqual({ sandbox: '', policy: true });
    expect(await page.evaluate(() => Reflect.get(globalThis, 'ran'))).toBeUndefined();
    expect(page.url()).toBe(address);
    expect(book.app.windows()).toHaveLength(1);
    expect(visits).toEqual([]);
    outside.server.close();
  });
});

describe('a viewer', () => {
  const book = openForTests(() =>
    openBook({ write: writeMailBook, login: { role: 'viewer', scope: 'all' } }),
  );

  it('looks at templates and the brand, and is offered nothing that changes them', async () => {
    const { window: page } = book;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search', exact: true }).fill('templates');
    await page.getByRole('option', { name: 'Go to Templates' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('managers write them').waitFor();
    expect(await page.getByRole('link', { name: /^(New template|Begin)/ }).count()).toBe(0);
    await page
      .getByRole('link', { name: /^Look at it/ })
      .first()
      .click();
    await page.frameLocator('iframe[title="The mail"]').getByText('Hi Ada,').waitFor();
    expect(await page.getByRole('button', { name: /Save|Discard|Archive|Insert/ }).count()).toBe(0);
    const layout = page.getByRole('textbox', { name: 'Layout' });
    const text = await layout.textContent();
    await layout.click();
    await page.keyboard.type('mine');
    expect(await layout.textContent()).toBe(text);
    await takePictures(page, 'template-viewer', 'light');
    await openAddress(page, '/templates/brand');
    await page.getByText('only admins set it').waitFor();
    expect(await page.getByRole('button', { name: 'Set the brand' }).count()).toBe(0);
  });
});

describe('an admin', () => {
  const book = openForTests(() => openBook({ write: writeMailBook, login: { role: 'admin', scope: 'all' } }));

  it('sets the brand, told how white can be read on its colour, and marks a template transactional', async () => {
    const { window: page } = book;
    await openAddress(page, '/templates/brand');
    await page.getByText('White on it: 6.0 to 1, which can be read.').waitFor();
    for (const scheme of ['dark', 'light'] as const) {
      await showTheme(page, scheme);
      expect(await axeFindings(page)).toEqual([]);
      await takePictures(page, 'template-brand', scheme);
    }
    await page.getByRole('textbox', { name: 'Colour' }).fill('#ffd54a');
    await page.getByText(/too faint to be read/).waitFor();
    await page.getByRole('textbox', { name: 'Sender’s address' }).fill('nobody');
    await page.getByRole('button', { name: 'Set the brand' }).click();
    await page.getByText('write an e-mail address').waitFor();
    await takePictures(page, 'template-brand-faint', 'light');
    await page.getByRole('textbox', { name: 'Colour' }).fill('#1f5fbf');
    await page.getByRole('textbox', { name: 'Sender’s address' }).fill('team@acme.example');
    await page.getByRole('button', { name: 'Set the brand' }).click();
    await page.getByText('The brand is set').waitFor();
    await openAddress(page, '/templates/new?starter=low_usage');
    await page.getByRole('switch', { name: 'Transactional' }).click();
    await page.getByRole('button', { name: 'Save template' }).click();
    await page.getByRole('button', { name: 'Save as new version' }).waitFor();
    expect(await page.getByRole('switch', { name: 'Transactional' }).isChecked()).toBe(true);
  });
});

async function listen(visits: string[]): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Runs in the page: puts what no template may hold into the frame, behind the head that every mail is given. */
function frameHostile(outside: string): { sandbox: string | null; policy: boolean } {
  const frame = document.querySelector<HTMLIFrameElement>('iframe[title="The mail"]');
  if (frame === null) throw new Error('there is no frame');
  const head = /^[\s\S]*?<\/style>/.exec(frame.srcdoc)?.[0] ?? '';
  frame.srcdoc = `${head}<p>it is framed</p><script>parent.ran=1;fetch('${outside}/fetch')</script>
    <img src=x onerror="parent.ran=1"><img src="${outside}/pixel"><svg onload="parent.ran=1"></svg>
    <style>@import '${outside}/style'; p { background: url(${outside}/background) }</style>
    <link rel="stylesheet" href="${outside}/sheet"><meta http-equiv="refresh" content="0;url=${outside}/refresh">
    <iframe src="${outside}/frame"></iframe><object data="${outside}/object"></object>
    <form action="${outside}/form"><input autofocus onfocus="parent.ran=1"></form>
    <a href="${outside}/link" target="_top">a link</a>`;
  return { sandbox: frame.getAttribute('sandbox'), policy: head.includes("default-src 'none'") };
}
