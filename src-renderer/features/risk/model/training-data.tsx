import type { ModelCard } from '../../../../src-preload/contract/risk/model-card';
import { formatDay } from '../../../ui/format/day';
import { formatCount, formatPlural, formatShare } from '../../../ui/format/number';
import { Section } from '../../../ui/section';
import classes from './training-data.module.css';

/** What the model learned from, and what it can't know. */
export function TrainingData({ card }: { card: ModelCard }) {
  const rate = card.accounts > 0 ? card.churns / card.accounts : 0;
  return (
    <Section title="Training data and limits" note={`${formatDay(card.from)} to ${formatDay(card.to)}`}>
      <p>
        {formatPlural(card.accounts, 'account')}, of which {formatCount(card.churns)} left (
        {formatShare(rate)}
        ), as {formatPlural(card.trainingRows, 'row')}, one for each account and period. Fitted with seed{' '}
        {card.seed}: the same data gives the same model.
      </p>
      {card.limits.length > 0 && (
        <ul className={classes.limits} aria-label="What it can’t know">
          {card.limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
