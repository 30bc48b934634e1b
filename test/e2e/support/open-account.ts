import type { Page } from 'playwright';

/** Goes to an account as a person does: palette, name, choice. Waits until its score is explained. */
export async function openAccount(window: Page, name: string): Promise<void> {
  await window.keyboard.press('Control+k');
  await window.getByLabel('Search', { exact: true }).fill(name);
  await window.getByRole('option', { name }).first().click();
  await window.getByRole('heading', { name, level: 1 }).waitFor();
  await window.getByRole('tab', { name: 'Health' }).click();
  await window.getByText('What makes the score').waitFor();
}
