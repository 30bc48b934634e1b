import { Button, TagsInput, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { mostBenefits, mostTiers, type Tier } from '../../../../src-preload/contract/rewards/program';
import { IconButton } from '../../../ui/icon-button';
import { NumberEntry } from '../../../ui/number-entry';
import classes from '../rewards.module.css';

interface TierFieldsProps {
  tiers: readonly Tier[];
  readOnly: boolean;
  /** What is wrong with them as a whole. */
  problem: string | undefined;
  problemAt: (place: number, field: keyof Tier) => string | undefined;
  onChange: (tiers: Tier[]) => void;
}

/** The tiers, the lowest first, with what each takes and gives. */
export function TierFields({ tiers, readOnly, problem, problemAt, onChange }: TierFieldsProps) {
  const change = (place: number, part: Partial<Tier>) =>
    onChange(tiers.map((tier, n) => (n === place ? { ...tier, ...part } : tier)));
  return (
    <fieldset className={classes.tiers}>
      <legend>Tiers</legend>
      {tiers.map((tier, place) => (
        <div key={tier.key} className={classes.tier}>
          <TextInput
            label="Name"
            readOnly={readOnly}
            maxLength={60}
            value={tier.name}
            onChange={(event) => change(place, { name: event.currentTarget.value })}
            error={problemAt(place, 'name')}
          />
          <NumberEntry
            label="From points"
            readOnly={readOnly}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            value={tier.from}
            onChange={(from) => change(place, { from: from ?? 0 })}
            error={problemAt(place, 'from')}
          />
          <NumberEntry
            label="Points count"
            suffix="%"
            readOnly={readOnly}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            value={tier.multiplier}
            onChange={(multiplier) => change(place, { multiplier: multiplier ?? 100 })}
            error={problemAt(place, 'multiplier') && 'from 100 to 1,000%'}
          />
          {!readOnly && (
            <IconButton
              label={`Remove the tier ${tier.name}`}
              onClick={() => onChange(tiers.filter((_, n) => n !== place))}
            >
              <IconTrash size={16} stroke={1.6} />
            </IconButton>
          )}
          <TagsInput
            className={classes.benefits}
            aria-label={`Benefits of ${tier.name}`}
            placeholder={tier.benefits.length === 0 ? 'Benefits, one after the other' : ''}
            readOnly={readOnly}
            maxTags={mostBenefits}
            splitChars={[]}
            value={[...tier.benefits]}
            onChange={(benefits) => change(place, { benefits })}
          />
        </div>
      ))}
      {problem && <p role="alert">{problem}</p>}
      {!readOnly && tiers.length < mostTiers && (
        <div>
          <Button variant="default" size="xs" onClick={() => onChange([...tiers, nextOf(tiers)])}>
            Add a tier
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** Keys stay with accounts: one that was is not given again while others stand. */
function nextOf(tiers: readonly Tier[]): Tier {
  const numbers = tiers.map(({ key }) => Number(/^tier-(\d+)$/.exec(key)?.[1] ?? 0));
  const key = `tier-${1 + Math.max(0, ...numbers)}`;
  return { key, name: '', from: (tiers.at(-1)?.from ?? 0) + 1000, multiplier: 100, benefits: [] };
}
