import type { SavedView } from '../../src-preload/contract/accounts';
import type { SavedReport } from '../../src-preload/contract/reports/saved-report';
import type { Command } from '../api/shell-commands';
import type { AccountSearch } from '../features/accounts/account-search';

/** What the palette can do besides finding accounts and contacts. */
export type PaletteAction = { readonly label: string; readonly words?: string } & (
  | {
      readonly to:
        | '/'
        | '/ctas'
        | '/tasks'
        | '/risk'
        | '/risk/model'
        | '/interventions'
        | '/rules'
        | '/milestones'
        | '/celebrations'
        | '/templates'
        | '/rewards'
        | '/reports'
        | '/templates/brand'
        | '/monitor'
        | '/settings/scores'
        | '/settings/connection'
        | '/settings/desktop'
        | '/settings/audit'
        | '/settings/keeping'
        | '/settings/calendar'
        | '/settings/activities'
        | '/settings/sending'
        | '/settings/channels';
    }
  | { readonly to: '/accounts'; readonly search: AccountSearch }
  | { readonly saved: SavedReport }
  | { readonly command: Command | 'score-all' }
);

export const paletteActions: readonly PaletteAction[] = [
  { label: 'Go to Today', words: 'queue home', to: '/' },
  { label: 'Go to CTAs', words: 'call to action playbook due', to: '/ctas' },
  { label: 'Go to Tasks', words: 'to do board calendar due overdue playbook', to: '/tasks' },
  { label: 'Go to Accounts', words: 'list book', to: '/accounts', search: {} },
  { label: 'Go to Risk', words: 'churn probability map', to: '/risk' },
  { label: 'Churn model', words: 'risk card calibration train', to: '/risk/model' },
  {
    label: 'Go to Interventions',
    words: 'messages approvals waiting history mail sent',
    to: '/interventions',
  },
  { label: 'Go to Milestones', words: 'success plan progress onboarding achievement', to: '/milestones' },
  { label: 'Go to Celebrations', words: 'congratulate badges milestone reached', to: '/celebrations' },
  { label: 'Go to Rules', words: 'trigger condition backtest segment intervention', to: '/rules' },
  { label: 'Go to Templates', words: 'mail email letter editor', to: '/templates' },
  {
    label: 'Brand of mails',
    words: 'logo colour color sender postal address templates',
    to: '/templates/brand',
  },
  { label: 'Go to Rewards', words: 'points tiers catalogue redemptions ledger approvals', to: '/rewards' },
  {
    label: 'Go to Reports',
    words: 'revenue mrr arr grr nrr retention churn movements',
    to: '/reports',
  },
  { label: 'Go to Monitor', words: 'sync jobs health log', to: '/monitor' },
  {
    label: 'Accounts at risk',
    words: 'high critical churn',
    to: '/accounts',
    search: { filter: { riskLevels: ['high', 'critical'] } },
  },
  {
    label: 'Renewals in 90 days',
    to: '/accounts',
    search: { filter: { renewsWithinDays: 90 }, sort: { key: 'renewsOn', descending: false } },
  },
  {
    label: 'Silent accounts',
    words: 'inactive quiet',
    to: '/accounts',
    search: { filter: { silentForDays: 14 } },
  },
  {
    label: 'Falling accounts',
    words: 'drops trend',
    to: '/accounts',
    search: { filter: { trends: ['falling'] }, sort: { key: 'change28', descending: false } },
  },
  { label: 'New message…', words: 'launch write mail email intervene contact send', command: 'launch' },
  { label: 'Quick note…', words: 'write capture remember call meeting', command: 'note' },
  { label: 'Stop all sending…', words: 'halt emergency mail messages pause', command: 'stop' },
  { label: 'Sync now', words: 'update refresh pull', command: 'sync' },
  { label: 'Score all accounts again', words: 'recompute health', command: 'score-all' },
  { label: 'Export accounts as CSV', words: 'download file', command: 'export' },
  { label: 'Change score weights and bands', words: 'settings health configuration', to: '/settings/scores' },
  { label: 'Connection settings', words: 'database server login', to: '/settings/connection' },
  {
    label: 'What Steward does on this desktop',
    words: 'tray start login key note background settings',
    to: '/settings/desktop',
  },
  { label: 'Sign out…', words: 'log out logout leave lock erase', command: 'sign-out' },
  { label: 'Who changed what', words: 'audit history log verify settings', to: '/settings/audit' },
  {
    label: 'How long things are kept',
    words: 'keeping removing retention sweep privacy settings',
    to: '/settings/keeping',
  },
  {
    label: 'Templates of activities',
    words: 'notes calls meetings qbr business review onboarding renewal outline headings settings',
    to: '/settings/activities',
  },
  { label: 'Holidays', words: 'calendar working days off settings', to: '/settings/calendar' },
  {
    label: 'How the company sends',
    words: 'sending quiet hours caps unsubscribe address mail settings',
    to: '/settings/sending',
  },
  {
    label: 'Channels beside mail',
    words: 'webhook sms phone twilio web push browser slack chat post secret address settings',
    to: '/settings/channels',
  },
  {
    label: 'Copy a figure of this page…',
    words: 'clipboard number context value',
    command: 'copy-figure',
  },
  { label: 'Switch light or dark', words: 'theme colour color', command: 'toggle-theme' },
  { label: 'Keyboard shortcuts', words: 'help keys', command: 'shortcuts' },
  { label: 'Take the tour', words: 'help introduction first steps learn', command: 'tour' },
  { label: 'What is new in Steward', words: 'news update version release changelog help', command: 'news' },
];

/** What stands behind the window just now, as far as commands need it. */
export interface Behind {
  /** The engine runs. */
  readonly engine: boolean;
  /** A company is connected. */
  readonly connected: boolean;
  /** A copy of its data is here. */
  readonly copy: boolean;
  /** An account is meant: it is open, chosen, or the keyboard is on it. */
  readonly accounts: boolean;
  /** The login is a manager's or an admin's. */
  readonly manages: boolean;
}

const needs: Partial<Record<Command | 'score-all', readonly (keyof Behind)[]>> = {
  sync: ['engine', 'connected'],
  'score-all': ['engine', 'copy'],
  export: ['engine', 'copy'],
  tour: ['engine', 'copy'],
  launch: ['engine', 'copy', 'accounts', 'manages'],
  note: ['engine', 'copy', 'manages'],
  stop: ['engine', 'connected', 'manages'],
  'sign-out': ['engine', 'connected'],
};

/** Commands that would do something now: what can't be done is not offered. */
export function actionsOffered(behind: Behind): PaletteAction[] {
  return paletteActions.filter(
    (action) => !('command' in action) || (needs[action.command] ?? []).every((need) => behind[need]),
  );
}

/** Saved reports, saved views of the list and the accounts of each owner, found by their names. */
export function actionsOfBook(
  views: readonly SavedView[],
  reports: readonly SavedReport[],
  owners: readonly { readonly id: number; readonly name: string }[],
): PaletteAction[] {
  return [
    ...reports.map((saved) => ({ label: `Report: ${saved.name}`, saved })),
    ...views.map(({ id, name, filter, sort }) => ({
      label: `View: ${name}`,
      to: '/accounts' as const,
      search: { filter, sort, view: id },
    })),
    ...owners.map(({ id, name }) => ({
      label: `Accounts of ${name}`,
      words: 'owner manager',
      to: '/accounts' as const,
      search: { filter: { ownerIds: [id] } },
    })),
  ];
}

/** Actions in which every typed word begins a word of the label or of its other words. */
export function matchingActions(query: string, actions: readonly PaletteAction[]): PaletteAction[] {
  const typed = wordsOf(query);
  return actions.filter((action) => {
    const known = knownOf(action);
    return typed.every((word) => known.some((candidate) => candidate.startsWith(word)));
  });
}

/** Whether what was typed is the whole name of a command, so that no account of a like name may stand before it. */
export function isCommand(query: string, actions: readonly PaletteAction[]): boolean {
  const typed = wordsOf(query);
  if (typed.length === 0) return false;
  return actions.some((action) => {
    const known = knownOf(action);
    return typed.every((word) => known.includes(word));
  });
}

const known = new WeakMap<PaletteAction, readonly string[]>();

/** What an action is found by; asked for with every letter, and always the same. */
function knownOf(action: PaletteAction): readonly string[] {
  const before = known.get(action);
  if (before !== undefined) return before;
  const words = wordsOf(`${action.label} ${action.words ?? ''}`);
  known.set(action, words);
  return words;
}

/** Small letters without marks, so that `muller` and `müller` are one word. */
function wordsOf(text: string): string[] {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
