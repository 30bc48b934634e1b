// @vitest-environment happy-dom
import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';

await import('./support/in-document');
const { beginWith, ownVersion, updatedFrom } = await import('../../src-renderer/app/news/updated-from');
const { NewsBanner } = await import('../../src-renderer/app/news/news-banner');
const { WhatsNew } = await import('../../src-renderer/app/news/whats-new');
const { offerCommand } = await import('../../src-renderer/api/shell-commands');

const key = 'steward-version-seen';
beforeEach(() => localStorage.clear());
afterEach(cleanup);

/** A start of this version where that one's news were seen last; null: the first start of all. */
function start(seen: string | null): void {
  if (seen !== null) localStorage.setItem(key, seen);
  updatedFrom.set(beginWith(ownVersion));
  render(
    <MantineProvider>
      <NewsBanner />
    </MantineProvider>,
  );
}
const line = () => screen.queryByRole('status')?.textContent ?? null;

test('a first start tells of nothing, and knows from then on what was here', () => {
  start(null);
  expect([line(), localStorage.getItem(key)]).toEqual([null, ownVersion]);
});

test('the same version again, and an earlier one, tell of nothing; what was seen stays seen', () => {
  for (const seen of [ownVersion, '99.0.0']) {
    start(seen);
    expect([line(), localStorage.getItem(key)]).toEqual([null, seen]);
    cleanup();
  }
});

test('an update is told of at each start until it is put away', () => {
  start('0.0.9');
  expect(line()).toContain(`Steward was updated from 0.0.9 to ${ownVersion}.`);
  cleanup();
  start(null);
  expect(line()).not.toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Put away' }));
  expect([line(), localStorage.getItem(key)]).toEqual([null, ownVersion]);
  cleanup();
  start(null);
  expect(line()).toBeNull();
});

test('the line opens what is new, and what was opened is told of no more', async () => {
  start('0.0.9');
  let asked = 0;
  const withdraw = offerCommand('news', () => {
    asked += 1;
  });
  fireEvent.click(screen.getByRole('button', { name: 'What is new' }));
  withdraw();
  expect(asked).toBe(1);
  render(
    <MantineProvider>
      <WhatsNew onClose={() => undefined} />
    </MantineProvider>,
  );
  expect(await screen.findByRole('heading', { name: `Steward ${ownVersion}` })).toBeTruthy();
  expect(screen.getAllByRole('listitem').length).toBeGreaterThan(20);
  expect([line(), localStorage.getItem(key)]).toEqual([null, ownVersion]);
});
