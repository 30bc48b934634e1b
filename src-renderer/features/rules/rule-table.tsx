import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { EffectRow } from '../../../src-preload/contract/effect/report';
import type { RuleCounts } from '../../../src-preload/contract/rules/counts';
import type { FactSubject } from '../../../src-preload/contract/rules/fact';
import type { ListedRule } from '../../../src-preload/contract/rules/rule-entry';
import { trpc } from '../../api/client';
import { Badge } from '../../ui/badge';
import { Instant } from '../../ui/day';
import { formatDay } from '../../ui/format/day';
import { formatCount, formatPlural } from '../../ui/format/number';
import { PendingBadge } from '../../ui/pending-badge';
import { FactTable } from '../../ui/table/fact-table';
import { EffectLine } from './acting/effect-line';
import classes from './rule-table.module.css';
import { stateWords, subjectWords } from './rule-words';

type Counts = RuleCounts['counts'][number];

/** Rules by name: what each says in words, and how many match it now. */
export function RuleTable({ rules }: { rules: readonly ListedRule[] }) {
  const counts = useQuery(trpc.rules.counts.queryOptions()).data?.counts;
  const countsOf = new Map(counts?.map((one) => [one.id, one]));
  const effects = useQuery(trpc.effect.list.queryOptions({ kind: 'rule' })).data?.rows;
  const effectOf = new Map(effects?.map((row) => [row.id, row]));
  return (
    <FactTable
      columns={[
        'Name',
        'In plain words',
        {
          name: 'Match now',
          align: 'right',
          help: 'Accounts, or contacts, that match now, and those that can’t be judged',
        },
        {
          name: 'What it did',
          help: 'Firings since it was switched on, of the accounts that you have here; below, what can be told of its effect',
        },
        { name: 'Changed', help: 'When it was changed last, and who made it' },
      ]}
    >
      {rules.map((rule) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          counts={countsOf.get(rule.id)}
          isCounted={counts !== undefined}
          effect={effectOf.get(rule.id)}
        />
      ))}
    </FactTable>
  );
}

interface RuleRowProps {
  rule: ListedRule;
  /** Undefined: nobody was judged. */
  counts: Counts | undefined;
  isCounted: boolean;
  /** Undefined: nothing was measured of it. */
  effect: EffectRow | undefined;
}

function RuleRow({ rule, counts, isCounted, effect }: RuleRowProps) {
  const { id, name, state, definition, sentence, author, at, isPending } = rule;
  const { word, tone, meaning } = stateWords[state];
  return (
    <tr data-tall>
      <th scope="row">
        <Link to="/rules/$id" params={{ id }} dir="auto" className={classes.name}>
          {name}
        </Link>
        <span className={classes.below}>
          <Badge tone={tone} title={meaning}>
            {word}
          </Badge>{' '}
          {subjectWords[definition.subject]} {isPending && <PendingBadge />}
        </span>
      </th>
      <td data-room="wide">
        {sentence ?? (
          <span className="faint">Not a whole sentence yet: something is to be filled in or mended</span>
        )}
      </td>
      <td data-align="right">{isCounted && <MatchCount counts={counts} subject={definition.subject} />}</td>
      <td>
        <Deeds rule={rule} />
        {effect && <EffectLine row={effect} />}
      </td>
      <td>
        <Instant at={at} past />
        <span className={classes.author} title={author}>
          made by {author}
        </span>
      </td>
    </tr>
  );
}

/** How a rule that acts fares, in a few words. */
function Deeds({ rule: { state, standing, definition } }: { rule: ListedRule }) {
  if (state !== 'active' || standing === null) return <span className="faint">–</span>;
  const { fired, waiting, problem, judgedOn, stop } = standing;
  const waits = waiting.reduce((sum, { accounts }) => sum + accounts, 0);
  return (
    <>
      fired <span className="number">{formatPlural(fired, 'time')}</span>
      <span className={classes.below}>
        {stop !== null && <Badge tone="poor">{stop.isOwn ? 'Stopped itself' : 'Stopped'}</Badge>}{' '}
        {problem !== null && <Badge tone="poor">Failed</Badge>}{' '}
        {waits > 0 && (
          <Badge tone="middle">
            {formatPlural(waits, `${definition.subject} waits`, `${definition.subject}s wait`)}
          </Badge>
        )}{' '}
        {judgedOn === null ? 'not judged yet' : `judged for ${formatDay(judgedOn)}`}
      </span>
    </>
  );
}

function MatchCount({ counts, subject }: { counts: Counts | undefined; subject: FactSubject }) {
  if (counts === undefined) return <span className="faint">–</span>;
  const { matching, unknown } = counts;
  return (
    <>
      <span className="number">{formatCount(matching)}</span>
      {unknown > 0 && (
        <span className={classes.below} title={`${formatPlural(unknown, subject)} can’t be judged`}>
          {formatCount(unknown)} not known
        </span>
      )}
    </>
  );
}
