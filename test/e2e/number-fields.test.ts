import { expect, it } from 'vitest';
import { knownBook } from './support/books';

const book = knownBook();
it('a number of the configuration is typed with point or comma', async () => {
  await book.window.evaluate(() => {
    location.hash = '#/settings/scores';
  });
  const field = book.window.locator('main input[inputmode="decimal"]').first();
  for (const typed of ['20.5', '20,5']) {
    await field.fill('');
    await field.pressSequentially(typed);
    expect(await field.inputValue()).toMatch(/^20\.5/);
  }
});
