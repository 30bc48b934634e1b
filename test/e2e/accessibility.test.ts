import type { Page } from 'playwright';
import { beforeAll, describe, expect, it } from 'vitest';
import { departedBook, knownBook } from './support/books';
import { fading } from './support/departed-book';
import { stories } from './support/known-book';
import { axeFindings, showTheme, takePictures } from './support/look-at';
import { openAddress } from './support/open-address';

let window: Page;

const goTo = (path: string) => openAddress(window, path);

async function button(name: string | RegExp): Promise<void> {
  await window.getByRole('button', { name }).click();
}

async function openAccount(tab: string): Promise<void> {
  await goTo('/accounts');
  await window.getByRole('grid', { name: 'Accounts' }).getByText(stories.sinking).click();
  await window.getByRole('heading', { level: 1, name: stories.sinking }).waitFor();
  await window.getByRole('tab', { name: tab }).click();
  await window.waitForLoadState('networkidle');
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
    name: 'snooze-calendar',
    open: async () => {
      await goTo('/');
      await button(`Snooze ${stories.sinking}`);
      await window.getByRole('button', { name: /^Until/ }).click();
      await window.getByRole('button', { name: 'Month after' }).waitFor();
    },
  },
  {
    name: 'palette',
    open: async () => {
      await goTo('/');
      await window.keyboard.press('Control+k');
      await window.getByRole('dialog').getByRole('combobox').fill('steady');
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
    name: 'tour',
    open: async () => {
      await goTo('/');
      await button('Keyboard shortcuts');
      await button('Take the tour');
      await window.getByRole('region', { name: 'Who needs you, and why' }).waitFor();
      await window.keyboard.press('ArrowRight');
      await window.locator('[data-tour="parts"]').waitFor();
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
    name: 'accounts-none',
    open: async () => {
      await goTo('/accounts?filter=%7B%22search%22%3A%22xyzzy%22%7D');
      await window.getByText('No account fits this filter').waitFor();
    },
  },
  {
    name: 'accounts-columns',
    open: async () => {
      await goTo('/accounts');
      await button('Columns');
      await window.getByRole('button', { name: 'Back to the usual ones' }).waitFor();
    },
  },
  {
    name: 'accounts-name-view',
    open: async () => {
      await goTo('/accounts');
      await button(/^All accounts$/);
      await window.getByRole('menuitem', { name: 'Save as a new view' }).click();
      await window.getByRole('dialog').getByRole('textbox', { name: 'Name' }).waitFor();
    },
  },
  { name: 'account', open: () => openAccount('Health') },
  { name: 'account-usage', open: () => openAccount('Usage') },
  { name: 'account-contacts', open: () => openAccount('Contacts') },
  { name: 'account-support', open: () => openAccount('Support') },
  { name: 'account-surveys', open: () => openAccount('Surveys') },
  { name: 'account-subscription', open: () => openAccount('Subscription') },
  {
    name: 'account-override',
    open: async () => {
      await openAccount('Health');
      await button('Override score');
      await window.getByRole('dialog').getByLabel('Reason').waitFor();
    },
  },
  {
    name: 'account-pulse',
    open: async () => {
      await openAccount('Health');
      await button('Give pulse');
      await window.getByRole('dialog').getByLabel('Reason').waitFor();
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
    name: 'rule-facts',
    open: async () => {
      await goTo('/rules/new');
      await button('Add a condition');
      await window.getByRole('option', { name: 'Health score' }).waitFor();
    },
  },
  {
    name: 'segment-new',
    open: async () => {
      await goTo('/segments/new');
      await window.getByText('Who matches shows once').waitFor();
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

/** A calendar over a dialog closes before the dialog does. */
async function closeWhatIsOpen(): Promise<void> {
  const isClosed = async () => {
    await window.keyboard.press('Escape');
    return (await window.locator('[role="dialog"], [role="menu"]').count()) === 0;
  };
  await expect.poll(isClosed, { interval: 200 }).toBe(true);
}

describe.each([
  { told: 'the known book', bookForTests: knownBook, screens },
  { told: 'a book with departures', bookForTests: departedBook, screens: foretoldScreens },
])('on $told', ({ bookForTests, screens: shown }) => {
  bookForTests((book) => {
    window = book.window;
  });

  describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
    beforeAll(() => showTheme(window, colorScheme));

    it.each(shown)('axe finds nothing on $name', async ({ name, open }) => {
      await open();
      const found = await axeFindings(window);
      await takePictures(window, name, colorScheme);
      await closeWhatIsOpen();
      expect(found).toEqual([]);
    });
  });
});
