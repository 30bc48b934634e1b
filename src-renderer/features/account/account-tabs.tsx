import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { AccountOverview } from '../../../src-preload/contract/account';
import { type AccountTabId, isAccountTab } from './account-tab-id';
import classes from './account-tabs.module.css';
import { ContactsTab } from './contacts/contacts-tab';
import { DetailsTab } from './details/details-tab';
import { HealthTab } from './health/health-tab';
import { NotesSection } from './notes/notes-section';
import { RiskTab } from './risk/risk-tab';
import { SubscriptionTab } from './subscription-tab';
import { SupportTab } from './support-tab';
import { SurveysTab } from './surveys-tab';
import { TimelineSection } from './timeline/timeline-section';
import { UsageTab } from './usage-tab';

interface AccountTabsProps {
  account: AccountOverview;
  /** What others show of its messages. */
  messages: (id: number) => ReactNode;
  /** What is to be done for an account, by its number. */
  ctas: (id: number) => ReactNode;
  /** How it comes on with its success plans. */
  milestones: (account: AccountOverview) => ReactNode;
  /** Its points, and what it can redeem. */
  rewards: (id: number) => ReactNode;
}

interface AccountTab {
  id: AccountTabId;
  label: string;
  /** `onTab` opens another tab of the same account. */
  panel: (account: AccountOverview, given: Given) => ReactNode;
}

interface Given {
  onTab: (tab: AccountTabId) => void;
  find: string;
  note: string | undefined;
  messages: AccountTabsProps['messages'];
  ctas: AccountTabsProps['ctas'];
  milestones: AccountTabsProps['milestones'];
  rewards: AccountTabsProps['rewards'];
}

const tabs: readonly AccountTab[] = [
  { id: 'health', label: 'Health', panel: (account) => <HealthTab account={account} /> },
  { id: 'risk', label: 'Risk', panel: (account, { onTab }) => <RiskTab account={account} onTab={onTab} /> },
  { id: 'usage', label: 'Usage', panel: ({ id }) => <UsageTab id={id} /> },
  { id: 'ctas', label: 'CTAs', panel: ({ id }, { ctas }) => ctas(id) },
  { id: 'milestones', label: 'Milestones', panel: (account, { milestones }) => milestones(account) },
  {
    id: 'contacts',
    label: 'Contacts',
    panel: ({ id }, { find }) => <ContactsTab key={find} id={id} find={find} />,
  },
  {
    id: 'timeline',
    label: 'Timeline',
    panel: ({ id }, { find }) => <TimelineSection key={find} id={id} find={find} />,
  },
  {
    id: 'notes',
    label: 'Notes',
    panel: ({ id, externalId, name }, { find, note, onTab }) => (
      <NotesSection
        key={`${find} ${note}`}
        subject={{ id, externalId, name }}
        find={find}
        noteId={note}
        onAll={() => onTab('notes')}
      />
    ),
  },
  { id: 'messages', label: 'Messages', panel: ({ id }, { messages }) => messages(id) },
  { id: 'support', label: 'Support', panel: ({ id }) => <SupportTab id={id} /> },
  { id: 'surveys', label: 'Surveys', panel: ({ id }) => <SurveysTab id={id} /> },
  { id: 'subscription', label: 'Subscription', panel: ({ id }) => <SubscriptionTab id={id} /> },
  { id: 'rewards', label: 'Rewards', panel: ({ id }, { rewards }) => rewards(id) },
  { id: 'details', label: 'Details', panel: (account) => <DetailsTab account={account} /> },
];

/**
 * The rooms of an account. Walking from account to account keeps the tab; what was picked inside starts anew. An address
 * that names a tab opens it, also while the account is open already.
 */
export function AccountTabs({ account, ...rooms }: AccountTabsProps) {
  const { tab: asked, find = '', note } = useSearch({ from: '/company/accounts/$id' });
  const address = `${account.id} ${asked} ${find} ${note}`;
  const [shown, setShown] = useState({ address, open: asked ?? 'health' });
  const open = shown.address === address ? shown.open : (asked ?? shown.open);
  const navigate = useNavigate({ from: '/accounts/$id' });
  function setOpen(tab: AccountTabId): void {
    setShown({ address, open: tab });
    // In the address, so that it is still open for who comes back, and for the next account of the queue.
    // What was looked for in one tab is not meant for another.
    void navigate({ search: { tab }, replace: true });
  }
  return (
    <Tabs
      className={classes.tabs}
      classNames={{ tab: classes.tab ?? '' }}
      value={open}
      onChange={(tab) => setOpen(isAccountTab(tab) ? tab : 'health')}
      keepMounted={false}
    >
      <Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.id} value={tab.id}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={`${tab.id}-${account.id}`} value={tab.id} className={classes.panel}>
          {tab.panel(account, { onTab: setOpen, find, note, ...rooms })}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
