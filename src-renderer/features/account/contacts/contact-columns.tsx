import type { Attribute } from '../../../../src-preload/contract/attributes';
import { Count } from '../../../ui/count';
import { Day } from '../../../ui/day';
import { RiskBadge } from '../../../ui/risk-badge';
import { ScoreNumber } from '../../../ui/score-number';
import type { Column } from '../../../ui/table/column';
import { ownFieldColumns } from '../../../ui/table/own-field-columns';
import { roleWords } from '../../../ui/words/account-words';
import { named } from '../../../ui/words/named';
import { objectionWords } from '../../../ui/words/objection-words';
import type { ContactRow } from './use-contact-rows';

/** The usual columns, and one for each field of the company's own. */
export function contactColumnsWith(fields: readonly Attribute[]): readonly Column<ContactRow>[] {
  return [...contactColumns, ...ownFieldColumns<ContactRow>(fields)];
}

const contactColumns: readonly Column<ContactRow>[] = [
  { id: 'name', header: 'Name', width: 124, rest: 2, cell: (row) => <ContactName row={row} /> },
  {
    id: 'title',
    header: 'Title',
    width: 128,
    rest: 2.4,
    cell: (row) => <Cut text={row.title} />,
  },
  {
    id: 'role',
    header: 'Role',
    width: 88,
    cell: (row) => (row.isInternal ? 'Internal' : roleWords[row.role]),
  },
  {
    id: 'email',
    header: 'Email',
    width: 172,
    rest: 4.3,
    cell: (row) => <Cut text={row.email} />,
  },
  {
    id: 'score',
    header: 'Score',
    width: 72,
    align: 'right',
    help: 'The contact’s own health score, 0 to 100',
    cell: (row) =>
      row.objection === null ? (
        <ScoreNumber score={row.score} band={row.band} confidence={row.confidence} />
      ) : (
        <Cut text={objectionWords(row.objection.since)} />
      ),
  },
  {
    id: 'risk',
    header: 'Risk',
    width: 94,
    help: 'From the contact’s own score, silence, falling use, answers and tickets',
    cell: (row) =>
      row.risk === null ? (
        <span className="faint">–</span>
      ) : (
        <span title={row.risk.signs.join(', ') || 'From the score alone'}>
          <RiskBadge level={row.risk.level} />
        </span>
      ),
  },
  {
    id: 'activeDays28',
    header: 'Active days',
    width: 92,
    align: 'right',
    help: 'Days with any activity among the last 28',
    cell: (row) => <Count count={row.activeDays28} unit={['day of the last 28', 'days of the last 28']} />,
  },
  {
    id: 'events28',
    header: 'Events',
    width: 66,
    align: 'right',
    help: 'Events in the last 28 days',
    cell: (row) => <Count count={row.events28} unit={['event in 28 days', 'events in 28 days']} />,
  },
  {
    id: 'sessions28',
    header: 'Sessions',
    width: 78,
    align: 'right',
    help: 'Sessions in the last 28 days; 30 minutes of silence end one',
    cell: (row) => <Count count={row.sessions28} unit={['session in 28 days', 'sessions in 28 days']} />,
  },
  { id: 'lastActivity', header: 'Last active', width: 112, cell: (row) => <Day day={row.lastActivity} /> },
];

function ContactName({ row }: { row: ContactRow }) {
  return (
    <span className="truncate" title={row.name} dir="auto">
      {named(row.name)}
      {row.deactivatedOn && <span className="faint"> left</span>}
    </span>
  );
}

/** A text that may be longer than its column; the whole of it is on hover. */
function Cut({ text }: { text: string | null }) {
  if (text === null) return <span className="faint">–</span>;
  return (
    <span className="truncate soft" title={text} dir="auto">
      {text}
    </span>
  );
}
