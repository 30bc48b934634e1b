import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fading, untilForetold, writeDepartedBook } from './support/departed-book';
import { stories, writeKnownBook } from './support/known-book';
import { type OpenBook, openBook } from './support/open-book';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screenshots = resolve(import.meta.dirname, '../../out/screenshots');
const sizes = [
  [1280, 800],
  [1920, 1080],
] as const;

let book: OpenBook;
let window: Page;

/** Colours fade when the theme changes; in the middle of it every contrast is wrong. */
async function untilNothingMoves(): Promise<void> {
  await window.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** What axe finds wrong, one line for each element. */
async function findings(): Promise<string[]> {
  await untilNothingMoves();
  const { violations } = await window.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
}

async function goTo(path: string): Promise<void> {
  await window.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
}

async function button(name: string | RegExp): Promise<void> {
  await window.getByRole('button', { name }).click();
}

interface Screen {
  name: string;
  open: () => Promise<void>;
}

/** Each screen, and each thing that opens over one, with how to come to it. */
const screens: readonly Screen[] = [
  {
    name: 'today',
    open: async () => {
      await goTo('/');
      await window.getByRole('list', { name: 'What needs you' }).waitFor();
    },
  },
  {
    name: 'snooze',
    open: async () => {
      await goTo('/');
      await button(`Snooze ${stories.sinking}`);
      await window.getByLabel('Why it can wait').waitFor();
    },
  },
  {
    name: 'palette',
    open: async () => {
      await goTo('/');
      await window.keyboard.press('Control+k');
      await window.getByRole('dialog').getByRole('textbox').fill('steady');
      await window.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'shortcuts',
    open: async () => {
      await goTo('/');
      await button('Keyboard shortcuts');
      await window.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'accounts',
    open: async () => {
      await goTo('/accounts');
      await window.getByRole('grid', { name: 'Accounts' }).getByText(stories.sinking).waitFor();
    },
  },
  {
    name: 'accounts-filter',
    open: async () => {
      await goTo('/accounts');
      await window.getByRole('search').getByRole('button', { name: 'Health' }).click();
      await window.getByRole('checkbox', { name: 'Poor' }).waitFor();
    },
  },
  {
    name: 'accounts-views',
    open: async () => {
      await goTo('/accounts');
      await button(/^All accounts$/);
      await window.getByRole('menuitem', { name: 'Save as a new view' }).waitFor();
    },
  },
  {
    name: 'account',
    open: async () => {
      await goTo('/accounts');
      await window.getByRole('grid', { name: 'Accounts' }).getByText(stories.sinking).click();
      await window.getByRole('heading', { level: 1, name: stories.sinking }).waitFor();
      await window.getByRole('tab', { name: 'Health' }).waitFor();
    },
  },
  {
    name: 'risk',
    open: async () => {
      await goTo('/risk');
      await window.locator('.recharts-scatter-symbol').first().waitFor();
    },
  },
  {
    name: 'account-risk',
    open: async () => {
      await goTo('/risk');
      await window.getByRole('grid', { name: 'Accounts by risk' }).getByText(stories.sinking).click();
      await window.getByRole('heading', { level: 2, name: 'Risk level' }).waitFor();
    },
  },
  {
    name: 'risk-model',
    open: async () => {
      await goTo('/risk/model');
      await window.getByRole('note').waitFor();
    },
  },
  {
    name: 'monitor',
    open: async () => {
      await goTo('/monitor');
      await window.getByRole('heading', { level: 2, name: 'Jobs' }).waitFor();
    },
  },
  {
    name: 'settings-scores',
    open: async () => {
      await goTo('/settings/scores');
      await window.getByRole('heading', { level: 2, name: 'Dimensions' }).waitFor();
    },
  },
  {
    name: 'settings-connection',
    open: async () => {
      await goTo('/settings/connection');
      await window.getByRole('heading', { level: 2 }).first().waitFor();
    },
  },
];

/** What only a company shows that churn can be learned from. */
const foretoldScreens: readonly Screen[] = [
  {
    name: 'risk-foretold',
    open: async () => {
      await goTo('/risk');
      await window.getByRole('columnheader', { name: 'Expected loss' }).waitFor();
      await window.locator('.recharts-scatter-symbol').first().waitFor();
    },
  },
  {
    name: 'account-risk-foretold',
    open: async () => {
      await goTo('/risk');
      await window.getByRole('grid', { name: 'Accounts by risk' }).getByText(fading).click();
      await window.getByRole('heading', { level: 2, name: 'Why this probability' }).waitFor();
      await window.locator('.recharts-line-curve').first().waitFor();
    },
  },
  {
    name: 'risk-model-foretold',
    open: async () => {
      await goTo('/risk/model');
      await window.getByRole('heading', { level: 2, name: 'If the team works the riskiest' }).waitFor();
      await window.locator('.recharts-scatter-symbol').first().waitFor();
    },
  },
];

async function closeWhatIsOpen(): Promise<void> {
  await window.keyboard.press('Escape');
  await expect.poll(() => window.locator('[role="dialog"], [role="menu"]').count()).toBe(0);
}

/** The window at its size, and the whole of a screen that is longer than it. */
async function takePictures(name: string, colorScheme: string): Promise<void> {
  for (const [width, height] of sizes) {
    await window.setViewportSize({ width, height });
    await window.screenshot({ path: resolve(screenshots, `${name}-${colorScheme}-${width}.png`) });
  }
  const hidden = await window
    .locator('.page')
    .first()
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  if (hidden <= 0) return;
  const [width, height] = sizes[0];
  await window.setViewportSize({ width, height: height + hidden });
  await window.screenshot({ path: resolve(screenshots, `${name}-${colorScheme}-whole.png`) });
  await window.setViewportSize({ width, height });
}

describe.each([
  { told: 'the known book', write: writeKnownBook, ready: async () => {}, screens },
  {
    told: 'a book with departures',
    write: writeDepartedBook,
    ready: untilForetold,
    screens: foretoldScreens,
  },
])('on $told', ({ write, ready, screens: shown }) => {
  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    book = await openBook({ write });
    window = book.window;
    await ready(window);
    await window.evaluate(axeSource);
  });
  afterAll(() => book?.close());

  describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
    beforeAll(async () => {
      await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await window.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    });

    it.each(shown)('axe finds nothing on $name', async ({ name, open }) => {
      await open();
      const found = await findings();
      await takePictures(name, colorScheme);
      await closeWhatIsOpen();
      expect(found).toEqual([]);
    });
  });
});
