import type { Page } from 'playwright';
import type { Invitation } from '../../../src-preload/contract/company/invitation';
import { openAddress } from './open-address';

/** A screen of the departed book, or what opens over one. */
export interface Screen {
  readonly name: string;
  readonly path: string;
  /** Words that show that it is there. */
  readonly until: string;
  /** What opens over it. */
  readonly over?: (window: Page) => Promise<void>;
}

const press = (name: string | RegExp) => (window: Page) =>
  window.getByRole('button', { name }).first().click();

const accountTabs = [
  ['health', 'Health score'],
  ['risk', 'What to do'],
  ['usage', 'Features by week'],
  ['ctas', 'Nothing was to be done yet'],
  ['milestones', 'It follows no success plan'],
  ['contacts', 'Contacts'],
  ['timeline', 'Ada takes over from Ben'],
  ['notes', 'They plan a second site'],
  ['messages', 'No message yet'],
  ['support', 'Support tickets'],
  ['surveys', 'Survey answers'],
  ['subscription', 'Revenue and seats'],
  ['rewards', 'Rewards are switched off'],
  ['details', 'Details'],
] as const;

const invitation: Invitation = {
  steward: 'invitation',
  version: 1,
  url: 'postgres://sally@db.company.example:5432/company?sslmode=verify-full',
  company: { id: '5f0c1b5e-3c1d-4c8f-9d3c-0f4a4a4f3a55', name: 'A company' },
  password: 'k3m9p-x7rwd-abcde-fghjk',
  validUntil: '2999-12-05T10:00:00.000Z',
};

/** Every screen, tab and dialog. */
export const everyScreen: readonly Screen[] = [
  { name: 'Today', path: '/', until: 'in the queue' },
  { name: 'snooze', path: '/', until: 'in the queue', over: press(/^Snooze/) },
  { name: 'shortcuts', path: '/', until: 'in the queue', over: press('Keyboard shortcuts') },
  {
    name: 'what is new',
    path: '/',
    until: 'in the queue',
    over: async (window) => {
      await press('Keyboard shortcuts')(window);
      await window.getByRole('button', { name: 'What is new in Steward' }).click();
      await window
        .getByRole('dialog', { name: 'What is new in Steward' })
        .getByRole('listitem')
        .first()
        .waitFor();
    },
  },
  {
    name: 'palette',
    path: '/',
    until: 'in the queue',
    over: async (window) => {
      await window.keyboard.press('Control+k');
      await window.getByRole('combobox', { name: 'Search', exact: true }).fill('a');
      await window.getByRole('option').first().waitFor();
    },
  },
  {
    name: 'copy a figure',
    path: '/',
    until: 'in the queue',
    over: async (window) => {
      await window.keyboard.press('Control+k');
      await window.getByRole('combobox', { name: 'Search', exact: true }).fill('copy a figure');
      await window.getByRole('option', { name: 'Copy a figure of this page…' }).click();
      await window.getByRole('dialog', { name: 'Copy a figure' }).getByRole('listitem').first().waitFor();
    },
  },
  { name: 'CTAs', path: '/ctas', until: 'Nothing is open' },
  {
    name: 'new CTA',
    path: '/accounts/32?tab=ctas',
    until: 'Nothing was to be done yet',
    over: async (window) => {
      await press('New CTA')(window);
      await window.getByRole('button', { name: '5 working days' }).waitFor();
    },
  },
  { name: 'Tasks', path: '/tasks', until: 'Nothing is to be done' },
  { name: 'Tasks, calendar', path: '/tasks?show=calendar', until: 'Nothing is due' },
  {
    name: 'new task',
    path: '/tasks?newFor=32',
    until: 'Nothing is to be done',
    over: (window) => window.getByRole('button', { name: '5 working days' }).waitFor(),
  },
  { name: 'Accounts', path: '/accounts', until: 'ARR' },
  {
    name: 'Accounts, narrowed',
    path: `/accounts?filter=${encodeURIComponent('{"bands":["poor","middle"],"riskLevels":["high","medium"],"minArr":1000,"fits":"any"}')}`,
    until: 'Any of',
  },
  {
    name: 'a view to name and share',
    path: '/accounts',
    until: 'ARR',
    over: async (window) => {
      await press('All accounts')(window);
      await window.getByRole('menuitem', { name: 'Save as a new view' }).click();
      await window.getByRole('checkbox', { name: 'Share with the team' }).waitFor();
    },
  },
  { name: 'columns', path: '/accounts', until: 'ARR', over: press('Columns') },
  ...accountTabs.map(([tab, until]) => ({ name: `account, ${tab}`, path: `/accounts/32?tab=${tab}`, until })),
  { name: 'person', path: '/accounts/32/people/94', until: 'Survey answers' },
  { name: 'override', path: '/accounts/32', until: 'Health score', over: press('Override score') },
  { name: 'pulse', path: '/accounts/32', until: 'Health score', over: press('Give pulse') },
  { name: 'Risk', path: '/risk', until: 'Changed this week' },
  { name: 'model', path: '/risk/model', until: 'Calibration' },
  { name: 'Interventions', path: '/interventions', until: 'Nothing asks you' },
  { name: 'messages that wait', path: '/interventions?show=waiting', until: 'Nothing waits' },
  { name: 'history of messages', path: '/interventions?show=history', until: 'No message yet' },
  { name: 'replies to answer', path: '/interventions?show=replies', until: 'No reply waits' },
  { name: 'what came back', path: '/interventions?show=replies&mails=all', until: 'Nothing came back' },
  {
    name: 'mails about no message',
    path: '/interventions?show=replies&mails=unmatched',
    until: 'Every mail was about a message',
  },
  {
    name: 'stop of sending',
    path: '/interventions',
    until: 'Nothing asks you',
    over: press('Stop all sending…'),
  },
  { name: 'launch', path: '/accounts/32', until: 'Health score', over: press('New message') },
  { name: 'Rules', path: '/rules', until: 'There is no rule yet' },
  { name: 'rule', path: '/rules/new', until: 'Add an action' },
  { name: 'sequence', path: '/sequences/new', until: 'Add a step' },
  { name: 'segment', path: '/segments/new', until: 'Which accounts' },
  { name: 'Milestones', path: '/milestones', until: 'No account follows' },
  { name: 'success plans', path: '/milestones?view=plans', until: 'No milestones yet' },
  { name: 'statistics of milestones', path: '/milestones?view=statistics', until: 'Nothing to count yet' },
  { name: 'Templates', path: '/templates', until: 'To begin with' },
  { name: 'template', path: '/templates/new?starter=low_usage', until: 'Nothing to mend' },
  { name: 'brand', path: '/templates/brand', until: 'What every mail says' },
  { name: 'Rewards', path: '/rewards', until: 'This is a proposal' },
  { name: 'redemptions', path: '/rewards?show=redemptions', until: 'Nothing was redeemed yet' },
  { name: 'ledger of rewards', path: '/rewards?show=ledger', until: 'No points yet' },
  { name: 'catalogue of rewards', path: '/rewards?show=catalogue', until: 'The catalogue is empty' },
  { name: 'Reports', path: '/reports', until: 'What moved the revenue' },
  { name: 'retention', path: '/reports?show=retention', until: 'Gross revenue retention' },
  { name: 'what changed', path: '/reports?show=change', until: 'From the end of' },
  { name: 'cohorts', path: '/reports?show=cohorts', until: 'Retention by month of start' },
  { name: 'renewals to come', path: '/reports?show=renewals', until: 'Nothing is to be renewed' },
  { name: 'health over time', path: '/reports?show=health', until: 'Month by month' },
  { name: 'use of features', path: '/reports?show=features', until: 'Engagement by feature' },
  { name: 'books', path: '/reports?show=books', until: 'Books of business' },
  {
    name: 'accounts of a figure',
    path: '/reports',
    until: 'What moved the revenue',
    over: press(/MRR at the close of/),
  },
  { name: 'Monitor', path: '/monitor', until: 'Jobs' },
  { name: 'scores', path: '/settings/scores', until: 'Dimensions' },
  { name: 'connection', path: '/settings/connection', until: 'Change the connection' },
  {
    name: 'another connection',
    path: '/settings/connection',
    until: 'Change the connection',
    over: press('Add a connection…'),
  },
  {
    name: 'connection to remove',
    path: '/settings/connection',
    until: 'Change the connection',
    over: press(/^Remove /),
  },
  {
    name: 'change password',
    path: '/settings/connection',
    until: 'Change the connection',
    over: press('Change password…'),
  },
  {
    name: 'invitation',
    path: '/settings/connection',
    until: 'Change the connection',
    over: (window) =>
      window.locator('input[type=file]').setInputFiles({
        name: 'invitation.json',
        mimeType: 'application/json',
        buffer: Buffer.from(JSON.stringify(invitation)),
      }),
  },
  { name: 'audit', path: '/settings/audit', until: 'Export CSV' },
  { name: 'sending', path: '/settings/sending', until: 'How messages go' },
  { name: 'channels', path: '/settings/channels', until: 'Posts JSON to one address' },
  { name: 'keeping', path: '/settings/keeping', until: 'Keeping and removing' },
  { name: 'calendar', path: '/settings/calendar', until: 'Holidays' },
  {
    name: 'activities',
    path: '/settings/activities',
    until: 'Templates of activities',
  },
  {
    name: 'a template of activities',
    path: '/settings/activities',
    until: 'Templates of activities',
    over: (window) => window.getByRole('button', { name: 'Add a template' }).click(),
  },
  { name: 'links', path: '/settings/links', until: 'Links to other systems' },
  { name: 'desktop', path: '/settings/desktop', until: 'Beside its windows' },
  { name: 'team', path: '/settings/team', until: 'Own accounts' },
];

/** Goes there, and opens what opens over it. */
export async function show(window: Page, { path, until, over }: Screen): Promise<void> {
  await openAddress(window, path);
  await window.getByRole('main').getByText(until).first().waitFor();
  await over?.(window);
  if (over) await window.getByRole('dialog').first().waitFor();
}
