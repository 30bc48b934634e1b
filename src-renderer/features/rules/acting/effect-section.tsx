import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { trpc } from '../../../api/client';
import { EffectVerdictBadge } from '../../../ui/effect-verdict';
import { Section } from '../../../ui/section';

/** What came of a rule, as far as it can be told. */
export function EffectSection({ id }: { id: string }) {
  const { data } = useQuery(trpc.effect.ofRule.queryOptions({ id }));
  const row = data?.row ?? null;
  if (row === null) return null;
  return (
    <Section
      title="What it achieved"
      note={
        <>
          Measured each night over all accounts.{' '}
          <Link to="/interventions" search={{ show: 'effect' }}>
            Beside the other rules
          </Link>
        </>
      }
      actions={<EffectVerdictBadge verdict={row.effect.verdict} />}
    >
      <p>{row.text}</p>
      {row.noiseText !== null && <p className="soft">{row.noiseText}</p>}
    </Section>
  );
}
