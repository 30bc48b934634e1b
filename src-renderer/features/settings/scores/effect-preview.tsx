import { Progress } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { configPreviewSchema } from '../../../../src-preload/contract/settings';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { BandMark, bandWords } from '../../../ui/band-mark';
import { formatCount, formatPlural, formatScore } from '../../../ui/format/number';
import { HealthMix } from '../../../ui/health-mix';
import { Money } from '../../../ui/money';
import { Section } from '../../../ui/section';
import { Skeleton } from '../../../ui/skeletons';
import type { ConfigDraft } from './draft/use-config-draft';
import classes from './effect-preview.module.css';

type Preview = z.infer<typeof configPreviewSchema>;

const settleMs = 400;
/** What takes longer says that it goes on. */
const patienceMs = 1_000;

/** What the draft would do to the accounts of today, before it is saved. */
export function EffectPreview({ draft }: { draft: ConfigDraft }) {
  const [settled] = useDebouncedValue(draft.config, settleMs);
  const good = draft.changed && draft.problems.size === 0;
  const preview = useQuery({
    ...trpc.settings.previewConfig.queryOptions({ config: settled }),
    enabled: good,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const [longFetching] = useDebouncedValue(preview.isFetching, patienceMs);
  return (
    <Section title="Effect on accounts" note="Today’s values under the draft; nothing is saved yet">
      {!draft.changed ? (
        <p className="soft">Change something to see whose band would change.</p>
      ) : draft.problems.size > 0 ? (
        <p className="soft">The effect shows once the draft has no problems.</p>
      ) : (
        <>
          {longFetching && preview.isFetching && (
            <Progress
              value={100}
              animated
              size="sm"
              mb="md"
              aria-label="Scoring all accounts with the draft"
            />
          )}
          <Loaded answer={preview} waiting={<Skeleton height={160} />}>
            {(data) => (
              <EffectFigures preview={data} stale={preview.isFetching || settled !== draft.config} />
            )}
          </Loaded>
        </>
      )}
    </Section>
  );
}

function EffectFigures({ preview, stale }: { preview: Preview; stale: boolean }) {
  if (preview.scored === 0) return <p className="soft">There is no scored account yet to show it on.</p>;
  return (
    <div className={classes.figures} data-stale={stale || undefined} aria-busy={stale}>
      <Mix label="Now" counts={preview.before} />
      <Mix label="With the draft" counts={preview.after} />
      <p className={classes.words}>
        {preview.changedBand === 0
          ? `None of ${formatPlural(preview.scored, 'scored account')} changes its band.`
          : `${formatPlural(preview.changedBand, 'account')} of ${formatCount(preview.scored)} would change band.`}
      </p>
      {preview.moves.length > 0 && <MoveList preview={preview} />}
    </div>
  );
}

function Mix({ label, counts }: { label: string; counts: Preview['before'] }) {
  return (
    <div>
      <p className="soft">{label}</p>
      <HealthMix {...counts} unscored={0} />
    </div>
  );
}

function MoveList({ preview }: { preview: Preview }) {
  const hidden = preview.changedBand - preview.moves.length;
  return (
    <>
      <ul className={classes.moves}>
        {preview.moves.map((move) => (
          <li className={classes.move} key={move.accountId}>
            <Link
              to="/accounts/$id"
              params={{ id: String(move.accountId) }}
              className={`${classes.moveName} truncate`}
            >
              {move.accountName}
            </Link>
            <span className={classes.moveMoney}>
              <Money amount={move.arr} />
            </span>
            <BandedScore band={move.fromBand} score={move.fromScore} />
            <span aria-hidden="true" className="faint">
              →
            </span>
            <BandedScore band={move.toBand} score={move.toScore} />
          </li>
        ))}
      </ul>
      {hidden > 0 && <p className="faint">and {formatPlural(hidden, 'more account')} with less ARR</p>}
    </>
  );
}

function BandedScore({ band, score }: { band: Preview['moves'][number]['fromBand']; score: number | null }) {
  return (
    <span className={`${classes.moveScore} number`}>
      <BandMark band={band} size={8} />
      {score === null ? '–' : formatScore(score)}
      <span className="visually-hidden">{band ? bandWords[band] : 'no score'}</span>
    </span>
  );
}
