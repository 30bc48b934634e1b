import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { SavedReport } from '../../src-preload/contract/reports/saved-report';
import type { FoundText } from '../../src-preload/contract/texts';
import { queryClient, trpc } from '../api/client';
import { hostState, syncStatus } from '../api/host-signals';
import { accountsMeant } from '../api/launch-request';
import { useOwnerChoice } from '../api/owner-choice';
import { recentAccounts, recentContacts } from '../api/recents';
import { useSignal } from '../api/signal';
import { useMay } from '../api/use-may';
import { readReportSearch } from '../features/reports/report-search';
import { useFocusBack } from '../ui/focus-back';
import { carryOut } from './carry-out';
import { heldBy } from './held-by-owner';
import { openBeside } from './open-beside';
import classes from './palette.module.css';
import {
  actionsOfBook,
  actionsOffered,
  isCommand,
  matchingActions,
  type PaletteAction,
} from './palette-actions';
import { ctaFor, foundBy } from './palette-ctas';
import { Found, icons, Line, NewCtas, places } from './palette-lines';
import { OpenedReports } from './palette-reports';
import { FoundTexts } from './palette-texts';

const limit = places.length;
const none: readonly never[] = [];

/** Of contacts and reports those opened last: the accounts stay in sight above them. */
const mostBeside = 4;

function searchFor(words: string, recent: readonly number[]) {
  const opened = {
    recent: [...recent],
    recentContacts: recentContacts.get().slice(0, mostBeside),
  };
  return trpc.palette.search.queryOptions(
    { query: foundBy(words), limit, ...(foundBy(words) === '' && opened) },
    { placeholderData: keepPreviousData, gcTime: 10_000 },
  );
}

/** Finds accounts, contacts and actions as one types; arrows and Enter choose. Closed, it gives the focus back. */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal.Root
      opened={opened}
      onClose={onClose}
      size={560}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
      returnFocus={false}
    >
      <Modal.Overlay backgroundOpacity={0.3} />
      <Modal.Content aria-label="Search accounts, contacts and actions" radius="md">
        <Search onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

/** Anew each time the palette opens: what was typed before is gone. */
function Search({ onClose }: { onClose: () => void }) {
  useFocusBack();
  const navigate = useNavigate();
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose });
  const [query, setQuery] = useState('');
  const words = query.trim();
  const recent = useSignal(recentAccounts);
  const { ownerId, choose: chooseOwner } = useOwnerChoice();
  const { commands, ofBook } = useActions(words);
  const actions = [...commands, ...ofBook];
  const found = useQuery(searchFor(words, recent)).data;
  const accounts = found?.accounts ?? [];
  const contacts = found?.contacts ?? [];
  const texts = found?.texts ?? [];
  const mayManage = useMay('manager');
  const ctaAccounts = mayManage && ctaFor.test(words) ? accounts : none;

  const commandsFirst = isCommand(words, commands);
  const firstLine = commandsFirst
    ? actions[0]?.label
    : (ctaAccounts[0]?.name ?? accounts[0]?.id ?? contacts[0]?.id ?? actions[0]?.label ?? texts[0]?.id);
  const lines = `${words} ${firstLine}`;
  const { selectFirstOption } = combobox;
  // Each answer and each letter puts the choice back on the best line.
  useEffect(() => {
    if (lines !== '') selectFirstOption();
  }, [lines, selectFirstOption]);

  /** The answer is on its way before the letter is drawn. */
  function type(text: string): void {
    void queryClient.prefetchQuery(searchFor(text.trim(), recent));
    setQuery(text);
  }

  function openSaved({ id, opens, state }: SavedReport): void {
    chooseOwner(state.ownerId ?? 'all');
    void navigate({ to: '/reports', search: readReportSearch({ ...opens, saved: id }) });
  }

  /** Ctrl was held with Enter or with the click. */
  const isBeside = useRef(false);
  function holdBeside(event: { ctrlKey: boolean; metaKey: boolean }): void {
    isBeside.current = event.ctrlKey || event.metaKey;
  }

  function openPerson({ id: personId, accountId, name }: (typeof contacts)[number]): void {
    const params = { id: String(accountId) };
    // Who was opened before is opened again; who is found stands among their colleagues.
    if (words === '')
      void navigate({
        to: '/accounts/$id/people/$personId',
        params: { ...params, personId: String(personId) },
      });
    else void navigate({ to: '/accounts/$id', params, search: { tab: 'contacts', find: name } });
  }

  function choose(value: string): void {
    onClose();
    // Names may hold colons of their own.
    const colon = value.indexOf(':');
    const [kind, id] = [value.slice(0, colon), value.slice(colon + 1)];
    if (kind === 'account' && isBeside.current) openBeside(`/accounts/${id}`);
    else if (kind === 'account') void navigate({ to: '/accounts/$id', params: { id } });
    if (kind === 'cta') void navigate({ to: '/ctas', search: { newFor: Number(id) } });
    const person = kind === 'contact' ? contacts.find((contact) => String(contact.id) === id) : undefined;
    if (person) openPerson(person);
    if (kind === 'report') void navigate({ to: '/reports', search: readReportSearch({ show: id }) });
    const text = kind === 'text' ? texts.find((one) => one.id === id) : undefined;
    if (text) openText(navigate, text, words);
    const action = kind === 'action' ? actions.find((candidate) => candidate.label === id) : undefined;
    if (action && 'command' in action) carryOut(action);
    else if (action && 'saved' in action) openSaved(action.saved);
    else if (action && action.to === '/accounts')
      void navigate({ to: action.to, search: heldBy(action.search, ownerId) });
    else if (action) void navigate({ to: action.to });
  }

  const actionLines = actions.length > 0 && (
    <Combobox.Group label="Actions">
      {actions.map((action) => (
        <Line
          key={action.label}
          value={`action:${action.label}`}
          icon={icons.action}
          name={action.label}
          detail=""
        />
      ))}
    </Combobox.Group>
  );

  return (
    <Combobox store={combobox} onOptionSubmit={choose}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          role="combobox"
          aria-autocomplete="list"
          aria-label="Search"
          className={classes.input}
          variant="unstyled"
          size="md"
          placeholder="Account, contact or action"
          leftSection={<IconSearch size={17} stroke={1.6} />}
          value={query}
          maxLength={200}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDownCapture={holdBeside}
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={classes.options} aria-label="Results" onMouseDownCapture={holdBeside}>
        {commandsFirst && actionLines}
        {ctaAccounts.length > 0 && <NewCtas accounts={ctaAccounts} />}
        {accounts.length > 0 && (
          <Found
            kind="account"
            label={words === '' && recent.length > 0 ? 'Opened last' : 'Accounts'}
            found={accounts}
          />
        )}
        {contacts.length > 0 && (
          <Found kind="contact" label={words === '' ? 'Contacts opened last' : 'Contacts'} found={contacts} />
        )}
        {words === '' && <OpenedReports most={mostBeside} />}
        {!commandsFirst && actionLines}
        {texts.length > 0 && <FoundTexts texts={texts} />}
        {found && accounts.length + contacts.length + actions.length + texts.length === 0 && (
          <Combobox.Empty>Nothing is called “{words}”. Try fewer letters.</Combobox.Empty>
        )}
      </Combobox.Options>
    </Combobox>
  );
}

/** The notes of its account, or all that was written of it, narrowed to the words by which it was found. */
function openText(navigate: ReturnType<typeof useNavigate>, text: FoundText, words: string): void {
  void navigate({
    to: '/accounts/$id',
    params: { id: String(text.accountId) },
    search: { tab: text.kind === 'note' ? 'notes' : 'timeline', find: words },
  });
}

interface Actions {
  readonly commands: readonly PaletteAction[];
  /** Saved reports and views, and the accounts of owners, once letters are typed. */
  readonly ofBook: readonly PaletteAction[];
}

/** What fits the words, of all that would do something now. */
function useActions(words: string): Actions {
  const status = useSignal(syncStatus);
  const engine = useSignal(hostState).state === 'ready';
  const views = useQuery(trpc.accounts.views.queryOptions()).data?.views ?? none;
  const reports = useQuery(trpc.reports.saved.queryOptions()).data?.reports ?? none;
  const owners = useQuery(trpc.accounts.facets.queryOptions()).data?.owners ?? none;
  const copy = status !== undefined && status.asOf !== null;
  const connected = status !== undefined && status.phase !== 'inactive';
  const manages = useMay('manager');
  // As it was when the palette opened: it has the keyboard now.
  const [accounts] = useState(() => accountsMeant().length > 0);
  const offered = useMemo(
    () => actionsOffered({ engine, copy, connected, accounts, manages }),
    [engine, copy, connected, accounts, manages],
  );
  const ofWholeBook = useMemo(() => actionsOfBook(views, reports, owners), [views, reports, owners]);
  return {
    commands: matchingActions(words, offered),
    ofBook: words === '' ? none : matchingActions(words, ofWholeBook).slice(0, limit),
  };
}
