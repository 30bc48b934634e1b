import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import type { EffectRow as Row } from '../../../../src-preload/contract/effect/report';
import { shownShare } from '../../../../src-preload/contract/words';
import { Badge } from '../../../ui/badge';
import { IntervalBar } from '../../../ui/charts/interval-bar';
import { EffectVerdictBadge } from '../../../ui/effect-verdict';
import { signedFigure } from '../../../ui/format/figure';
import { formatCount, formatFixed, formatPlural } from '../../../ui/format/number';
import { EffectDetails } from './effect-details';
import classes from './effect-row.module.css';

interface EffectRowProps {
  row: Row;
  /** Of the scale, in points. */
  reach: number;
  isOpen: boolean;
  onToggle: () => void;
}

export function EffectRow({ row, reach, isOpen, onToggle }: EffectRowProps) {
  const { name, isGone, accounts, contacts, messages, replies, ctas, kind, effect, noiseText } = row;
  const id = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const { left, verdict, basis } = effect;
  return (
    <>
      <tr data-tall>
        <th scope="row">
          <UnstyledButton
            className={classes.name}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={onToggle}
          >
            <Chevron size={14} stroke={1.8} />
            <bdi>{name}</bdi>
          </UnstyledButton>
          <span className={classes.below}>
            {basis === 'held_out' ? 'against held out' : 'observed'}
            {isGone && ', removed'}
            {noiseText !== null && (
              <>
                {' '}
                <Badge tone="middle" title={noiseText}>
                  Makes noise
                </Badge>
              </>
            )}
          </span>
        </th>
        <td data-align="right">
          {formatCount(accounts)}
          {contacts > 0 && <span className={classes.under}>{formatPlural(contacts, 'contact')}</span>}
        </td>
        <td data-align="right">
          {formatCount(messages.sent)}
          <span className={classes.under}>of {formatCount(messages.made)}</span>
        </td>
        <td data-align="right">
          {replies === null ? '–' : formatCount(replies)}
          {messages.bounced > 0 && (
            <span className={classes.under}>{formatCount(messages.bounced)} came back</span>
          )}
        </td>
        {kind === 'rule' && (
          <td data-align="right">
            {ctas === null ? '–' : formatCount(ctas.opened)}
            {ctas !== null && (
              <span className={classes.under}>{formatCount(ctas.closed.resolved)} resolved</span>
            )}
          </td>
        )}
        <td data-align="right">
          <Share share={left?.with} of={effect.moments.with} />
        </td>
        <td data-align="right">
          <Share share={left?.without} of={effect.moments.without} />
        </td>
        <td>{left === null ? '–' : <Difference left={left} reach={reach} />}</td>
        <td data-room="wide">
          <EffectVerdictBadge verdict={verdict} />
          <span className={classes.told}>{row.figures}</span>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={kind === 'rule' ? 9 : 8} id={id} className={classes.details}>
            <EffectDetails row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Rounded as in sentences and files. */
function Share({ share, of }: { share: number | undefined; of: number }) {
  if (share === undefined) return '–';
  return (
    <>
      {formatFixed(shownShare(share), 1)}%<span className={classes.under}>of {formatCount(of)}</span>
    </>
  );
}

function Difference({
  left: { difference, low, high },
  reach,
}: {
  left: NonNullable<Row['effect']['left']>;
  reach: number;
}) {
  const points = (share: number) => signedFigure(shownShare(share), 1);
  const words = `${points(difference)} points, ${points(low)} to ${points(high)}`;
  return (
    <>
      <IntervalBar
        low={shownShare(low)}
        middle={shownShare(difference)}
        high={shownShare(high)}
        lessIsGood
        reach={reach}
        label={words}
      />
      <span className={classes.figures} aria-hidden>
        {points(difference)} <span className="faint">{`${points(low)} to ${points(high)}`}</span>
      </span>
    </>
  );
}
