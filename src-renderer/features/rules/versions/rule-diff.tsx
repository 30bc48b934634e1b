import { useQuery } from '@tanstack/react-query';
import type { RuleDefinition } from '../../../../src-preload/contract/rules/rule-definition';
import { trpc } from '../../../api/client';
import { Skeleton } from '../../../ui/skeletons';
import { sentOf } from '../editor/edited-rule';
import { settingsOf } from '../editor/setting-words';
import classes from './rule-diff.module.css';
import { WordDiff } from './word-diff';

/** What two states of a rule say, in words: what was left out, and what came. */
export function RuleDiff({ before, after }: { before: RuleDefinition; after: RuleDefinition }) {
  const said = [useSaid(before), useSaid(after)] as const;
  if (said[0] === null || said[1] === null) return <Skeleton height={120} />;
  const parts = [
    { label: 'Whom it addresses', words: [said[0].addresses, said[1].addresses] as const },
    { label: 'Armed again only once', words: [said[0].rearms, said[1].rearms] as const },
    { label: 'What it does', words: [said[0].does, said[1].does] as const },
    ...settingsOf(before).map(({ label, words }, place) => ({
      label,
      words: [words, settingsOf(after)[place]?.words ?? ''] as const,
    })),
  ].filter(({ words: [a, b] }) => a !== b);
  if (parts.length === 0) return <p>Both say the same.</p>;
  return (
    <dl className={classes.diff}>
      {parts.map(({ label, words: [a, b] }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <WordDiff before={a} after={b} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Null while it isn’t known yet. */
function useSaid(definition: RuleDefinition): { addresses: string; rearms: string; does: string } | null {
  const sent = sentOf(definition);
  const whole = useQuery(trpc.rules.check.queryOptions({ definition: sent }));
  const level = useQuery({
    ...trpc.rules.check.queryOptions({
      definition: { ...sent, conditions: sent.rearm ?? sent.conditions, rearm: null },
    }),
    enabled: sent.rearm !== null,
  });
  if (whole.data === undefined || (sent.rearm !== null && level.data === undefined)) return null;
  const sentence = (words: string | null | undefined) =>
    words ?? 'Not a whole sentence: something is not filled in, or gone.';
  return {
    addresses: sentence(whole.data.sentence),
    rearms: sent.rearm === null ? 'no level of its own' : sentence(level.data?.sentence),
    does: whole.data.does.length === 0 ? 'nothing' : whole.data.does.join('\n'),
  };
}
