import type { AccountRow, AccountSort } from '../../../src-preload/contract/accounts';
import type { Attribute } from '../../../src-preload/contract/attributes';
import { leftOutWords } from '../../../src-preload/contract/money';
import { AccountName } from '../../ui/account-name';
import { Count } from '../../ui/count';
import { Day } from '../../ui/day';
import { formatShare, formatSigned } from '../../ui/format/number';
import { Money } from '../../ui/money';
import { Probability } from '../../ui/probability';
import { RiskBadge } from '../../ui/risk-badge';
import { ScoreNumber } from '../../ui/score-number';
import { Sparkline } from '../../ui/sparkline';
import type { Column } from '../../ui/table/column';
import { ownFieldColumns } from '../../ui/table/own-field-columns';
import { TrendMark } from '../../ui/trend-mark';
import { sparklineWords } from '../../ui/words/sparkline-words';
import { stageWords } from '../../ui/words/stage-words';

type AccountColumnId = AccountSort['key'] | 'history' | 'confidence';

/** Every column of the account list, and one for each field of the company's own. */
export function accountColumnsWith(fields: readonly Attribute[]): readonly Column<AccountRow>[] {
  const own = ownFieldColumns<AccountRow>(fields);
  return [...accountColumns, ...own.map((column) => ({ ...column, firstSort: 'ascending' as const }))];
}

/** Columns of every company, in order. A sortable column is named as the host names its sort. */
const accountColumns: readonly (Column<AccountRow> & { id: AccountColumnId })[] = [
  {
    id: 'name',
    header: 'Account',
    width: 200,
    grow: true,
    firstSort: 'ascending',
    cell: (row) => <AccountName name={row.name} />,
  },
  {
    id: 'score',
    header: 'Health',
    width: 124,
    align: 'right',
    firstSort: 'ascending',
    help: 'Health score, 0 to 100; higher is healthier',
    cell: (row) => (
      <ScoreNumber
        score={row.score}
        band={row.band}
        confidence={row.confidence}
        tooLittle={row.tooLittle}
        overridden={row.overridden}
      />
    ),
  },
  {
    id: 'change28',
    header: '28 days',
    width: 84,
    align: 'right',
    firstSort: 'ascending',
    help: 'Points gained or lost in 28 days',
    cell: (row) => <TrendMark change={row.change28} trend={row.trend} />,
  },
  {
    id: 'history',
    header: '13 weeks',
    width: 100,
    help: 'Weekly scores of the last 13 weeks; the height of the line is 30 points or more',
    cell: (row) => <Sparkline values={row.sparkline} band={row.band} label={sparklineWords(row.sparkline)} />,
  },
  {
    id: 'risk',
    header: 'Risk',
    width: 104,
    firstSort: 'descending',
    help: 'Risk level from the score, its fall and warning signs; not a probability',
    cell: (row) => <RiskBadge level={row.risk} indicators={row.indicatorCount} />,
  },
  {
    id: 'arr',
    header: 'ARR',
    width: 84,
    align: 'right',
    firstSort: 'descending',
    help: 'Annual recurring revenue: 12 times the monthly revenue in force today',
    cell: (row) => <Money amount={row.arr} others={row.otherArr} />,
  },
  {
    id: 'renewsOn',
    header: 'Renews',
    width: 108,
    firstSort: 'ascending',
    cell: (row) => <Day day={row.renewsOn} />,
  },
  {
    id: 'lastActivity',
    header: 'Last activity',
    width: 116,
    firstSort: 'ascending',
    help: 'The last day anyone there used the product',
    cell: (row) => <Day day={row.lastActivity} />,
  },
  { id: 'stage', header: 'Stage', width: 104, firstSort: 'ascending', cell: stageCell },
  { id: 'segment', header: 'Segment', width: 120, firstSort: 'ascending', cell: (row) => text(row.segment) },
  { id: 'owner', header: 'Owner', width: 140, firstSort: 'ascending', cell: (row) => text(row.owner) },
  {
    id: 'activeUsers',
    header: 'Active users',
    width: 104,
    align: 'right',
    firstSort: 'descending',
    help: 'People active in the last 28 days',
    cell: (row) => <Count count={row.activeUsers} unit={['active user', 'active users']} />,
  },
  {
    id: 'seats',
    header: 'Seats',
    width: 84,
    align: 'right',
    firstSort: 'descending',
    help: 'Licensed seats',
    cell: (row) => <Count count={row.seats} unit={['seat', 'seats']} />,
  },
  {
    id: 'churn90',
    header: 'Churn, 90 d',
    width: 114,
    align: 'right',
    firstSort: 'descending',
    help: 'Probability that the account leaves within 90 days',
    cell: (row) => <Probability share={row.churn90} />,
  },
  {
    id: 'expectedLoss',
    header: 'Expected loss',
    width: 118,
    align: 'right',
    firstSort: 'descending',
    help: 'ARR × probability of churn in 90 days',
    cell: (row) =>
      row.expectedLoss === null && row.otherArr !== undefined && row.churn90 !== null ? (
        <span className="faint" title={leftOutWords(row.otherArr) ?? undefined}>
          no rate
        </span>
      ) : (
        <Money amount={row.expectedLoss} />
      ),
  },
  {
    id: 'nps',
    header: 'NPS',
    width: 72,
    align: 'right',
    firstSort: 'ascending',
    help: 'Net promoter score of each person’s latest answer in 180 days, −100 to 100',
    cell: (row) =>
      row.nps === null ? (
        <span className="faint">–</span>
      ) : (
        <span className="number">{formatSigned(row.nps)}</span>
      ),
  },
  {
    id: 'openTickets',
    header: 'Open tickets',
    width: 108,
    align: 'right',
    firstSort: 'descending',
    help: 'Support tickets that are open now',
    cell: (row) => <Count count={row.openTickets} unit={['open ticket', 'open tickets']} />,
  },
  {
    id: 'lastContact',
    header: 'Last contact',
    width: 116,
    firstSort: 'ascending',
    help: 'The last day on which somebody spoke with them: a call, a meeting or an answer',
    cell: (row) => <Day day={row.lastContact} />,
  },
  { id: 'country', header: 'Country', width: 96, firstSort: 'ascending', cell: (row) => text(row.country) },
  {
    id: 'confidence',
    header: 'Confidence',
    width: 96,
    align: 'right',
    help: 'Share of the score that rests on fresh data',
    cell: (row) =>
      row.confidence === null ? (
        <span className="faint">–</span>
      ) : (
        <span className="number">{formatShare(row.confidence)}</span>
      ),
  },
];

/** What a new list shows: it fits a window of 1280 px. */
export const firstColumns: readonly string[] = [
  'name',
  'score',
  'change28',
  'history',
  'risk',
  'arr',
  'renewsOn',
  'lastActivity',
  'stage',
];

export const firstSort: AccountSort = { key: 'arr', descending: true };

/** The stage, or how the account stands where it is no customer for good. */
function stageCell({ standing, standingText, stage }: AccountRow) {
  return standing === 'customer' ? stageWords[stage] : text(standingText);
}

function text(value: string | null) {
  return value === null ? (
    <span className="faint">–</span>
  ) : (
    <span className="truncate" title={value} dir="auto">
      {value}
    </span>
  );
}
