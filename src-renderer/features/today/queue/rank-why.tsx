import { Tooltip } from '@mantine/core';
import type { TodayItem } from '../../../../src-preload/contract/today';
import { decimals } from '../../../../src-preload/contract/words';
import { formatMoney, formatShare } from '../../../ui/format/number';
import { Money } from '../../../ui/money';
import classes from './queue-row.module.css';

interface RankWhyProps {
  item: TodayItem;
  /** The row that Tab reaches. */
  current: boolean;
}

/** What is at stake, and on hover and focus why the item stands where it does. */
export function RankWhy({ item, current }: RankWhyProps) {
  const { accountName, arr, otherArr } = item;
  return (
    <Tooltip multiline maw={380} label={<WhyWords item={item} />}>
      <button type="button" className={classes.why} tabIndex={current ? 0 : -1}>
        <span className="visually-hidden">Why {accountName} stands here: </span>
        <Money amount={arr} others={otherArr} />
      </button>
    </Tooltip>
  );
}

function WhyWords({ item: { why, rank } }: { item: TodayItem }) {
  const { arr, chance, chanceOf, calm, presses } = why;
  const times = presses.reduce((sum, { by }) => sum + by, 1);
  return (
    <>
      {formatMoney(arr)} ARR × {formatShare(chance)} chance of leaving
      {chanceOf === 'model' ? ' by the model' : ', which its risk stands for at least'} ={' '}
      {formatMoney(arr * chance)} at risk
      {presses.length > 0 && (
        <>
          , × {decimals(times, 2)} as it presses: 1
          {presses.map(({ what, by }) => ` + ${decimals(by, 2)} (${what})`).join('')}
        </>
      )}
      {calm < 1 && `, × ${decimals(calm, 1)} as nothing is wrong with it`}. That makes {formatMoney(rank)}:
      the larger stands first.
    </>
  );
}
