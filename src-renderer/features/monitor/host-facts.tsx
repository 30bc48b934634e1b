import type { ReactNode } from 'react';
import type { Monitor } from '../../../src-preload/contract/monitor';
import { Instant } from '../../ui/day';
import { formatDay } from '../../ui/format/day';
import { formatBytes, formatCount } from '../../ui/format/number';
import { Section } from '../../ui/section';
import { FactTable } from '../../ui/table/fact-table';
import { inboxTroubles } from '../../ui/words/inbox-words';

/** The encrypted copy, its backups, how fresh the scores are, and the memory the engine takes. */
export function HostFacts({ monitor }: { monitor: Monitor }) {
  const { store, scores, inbox, hostMemoryBytes } = monitor;
  const newest = store.backups[0];
  const facts: [string, ReactNode][] = [
    ['Scores are as of', scores.asOf ? formatDay(scores.asOf) : 'no score yet'],
    ['Scores made', scores.freshAt ? <Instant key="fresh" at={scores.freshAt} past /> : 'none yet'],
    ['Accounts scored', formatCount(scores.organizations)],
    ['Contacts scored', formatCount(scores.users)],
    ['Size on disk', formatBytes(store.bytes)],
    ['Encrypted', store.encrypted ? 'yes' : 'no: this computer’s disk shows its content'],
    ['Format', `version ${store.schemaVersion}`],
    ['Backups of your own entries', backupWords(store.backups.length)],
    ['Newest backup', newest ? <Instant key="backup" at={newest.at} past /> : 'none yet'],
    ['Engine memory', formatBytes(hostMemoryBytes)],
    ...inboxFacts(inbox),
    ...damagedFacts(store.damaged),
  ];
  return (
    <Section title="Store and scores" note="On this computer" padding="flush">
      <FactTable>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td data-align="right">{value}</td>
          </tr>
        ))}
      </FactTable>
    </Section>
  );
}

/** Where what came back to messages is read, on a computer that does. */
function inboxFacts(inbox: Monitor['inbox']): [string, ReactNode][] {
  if (inbox === null) return [];
  return [
    ['Replies and bounces come from', inbox.name],
    [
      'Looked through',
      inbox.lookedAt === null ? 'not yet' : <Instant key="looked" at={inbox.lookedAt} past />,
    ],
    ...inboxTroubles(inbox).map((words): [string, ReactNode] => ['What keeps them away', words]),
  ];
}

/** Said for as long as the file is there: what happened, that nothing of one's own is gone, and what to do. */
function damagedFacts([newest, ...older]: Monitor['store']['damaged']): [string, ReactNode][] {
  if (newest === undefined) return [];
  return [
    ['Damaged copy put aside', <Instant key="damaged" at={newest.at} past />],
    [
      'Its file',
      `${newest.name}${older.length > 0 ? ` and ${older.length} older` : ''}. Your own entries were brought over; it can be deleted.`,
    ],
  ];
}

function backupWords(count: number): string {
  return count === 0 ? 'none yet' : `${count} kept`;
}
