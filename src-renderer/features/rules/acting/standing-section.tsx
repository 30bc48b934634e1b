import { Alert } from '@mantine/core';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import type { ListedRule } from '../../../../src-preload/contract/rules/rule-entry';
import type { RuleStanding } from '../../../../src-preload/contract/rules/standing';
import { useMay } from '../../../api/use-may';
import { Instant } from '../../../ui/day';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import { FactTable } from '../../../ui/table/fact-table';
import { heldWords, waitWords } from './standing-words';
import { StopButton, StoppedNotice } from './stop-control';

/** How a rule that acts stands: when it was judged last, what came of it, and what keeps it. */
export function StandingSection({ rule }: { rule: ListedRule }) {
  const { standing, state } = rule;
  const { subject } = rule.definition;
  const mayManage = useMay('manager');
  if (standing === null || state !== 'active') return null;
  const { since, by, judgedOn, judgedAt, problem, problemAt, waiting, stop } = standing;
  return (
    <Section
      title="How it acts"
      note={
        <>
          It asks this since <Instant at={since} past />, as {by} wanted it
        </>
      }
      actions={mayManage && stop === null && <StopButton rule={rule} />}
    >
      {stop !== null && <StoppedNotice id={rule.id} stop={stop} mayRelease={mayManage} />}
      {problem !== null && problemAt !== null && (
        <Alert color="red" title="It could not be judged, or what it does failed">
          {problem} (<Instant at={problemAt} past />)
        </Alert>
      )}
      {judgedOn === null || judgedAt === null ? (
        <p className="soft">
          Not judged yet. The computer that computes for the company judges it with its next look.
        </p>
      ) : (
        <FactTable>
          <tr>
            <th scope="row">All judged last</th>
            <td>
              for {formatDay(judgedOn)}, <Instant at={judgedAt} past />
            </td>
          </tr>
          <tr>
            <th scope="row">Matched then</th>
            <td data-room="wide">{judgedWords(standing, subject)}</td>
          </tr>
          <tr>
            <th scope="row">Fired</th>
            <td data-room="wide">{firedWords(standing)}</td>
          </tr>
          {waiting.map(({ reason, accounts }) => (
            <tr key={reason}>
              <th scope="row">Waiting</th>
              <td data-room="wide">
                {formatPlural(accounts, subject)} {waitWords[reason]}.
              </td>
            </tr>
          ))}
        </FactTable>
      )}
    </Section>
  );
}

/** As of that day: who matches now may be others. */
function judgedWords(
  { evaluated, matched, notKnown, milliseconds }: RuleStanding,
  subject: FactSubject,
): string {
  const unknown = notKnown === 0 ? '' : `, of ${formatCount(notKnown)} it is not known`;
  return `${formatCount(matched)} of ${formatPlural(evaluated, subject)}${unknown}. Who matches now stands below. It took ${formatCount(milliseconds)} ms.`;
}

function firedWords({ fired, heldOut, held }: RuleStanding): string {
  const parts = [
    formatPlural(fired, 'time'),
    ...(heldOut === 0 ? [] : [`of these ${formatCount(heldOut)} without a message: held out`]),
    ...held.map(({ reason, firings }) => `${formatCount(firings)} ${heldWords[reason]}`),
  ];
  return `${parts.join(', ')}. Of the accounts that you have here.`;
}
