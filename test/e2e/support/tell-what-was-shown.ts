import { afterEach } from 'vitest';
import { openWindows } from './open-steward';

/** Enough of a screen to see which it was and what lay over it. */
const most = 6_000;

// Of a test that failed on another machine there is nothing else to go by.
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const window of openWindows()) {
    const said = await window
      .locator('body')
      .ariaSnapshot({ timeout: 5_000 })
      .catch((error: unknown) => String(error));
    console.log(`${task.name}: shown at ${window.url()}\n${said.slice(0, most)}`);
  }
});
