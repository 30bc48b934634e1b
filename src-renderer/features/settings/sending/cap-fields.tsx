import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { IconButton } from '../../../ui/icon-button';
import { NumberEntry } from '../../../ui/number-entry';
import classes from './sending.module.css';

export interface WrittenCap {
  readonly key: string;
  readonly count: number | undefined;
  readonly days: number | undefined;
}

interface CapFieldsProps {
  caps: readonly WrittenCap[];
  readOnly: boolean;
  problemAt: (...path: (string | number)[]) => string | undefined;
  onChange: (caps: readonly WrittenCap[]) => void;
}

const most = 5;

/** How many messages one address gets at most. */
export function CapFields({ caps, readOnly, problemAt, onChange }: CapFieldsProps) {
  const change = (key: string, part: Partial<WrittenCap>) =>
    onChange(caps.map((cap) => (cap.key === key ? { ...cap, ...part } : cap)));
  return (
    <fieldset className={classes.caps}>
      <legend>At most so many messages to one contact</legend>
      {caps.length === 0 && <p className="soft">No cap: every message that is due goes.</p>}
      {caps.map(({ key, count, days }, place) => (
        <div key={key} className={classes.cap}>
          <NumberEntry
            label="Messages"
            value={count}
            readOnly={readOnly}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            error={problemAt(place, 'count')}
            onChange={(value) => change(key, { count: value })}
          />
          <NumberEntry
            label="In any so many days"
            value={days}
            readOnly={readOnly}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            error={problemAt(place, 'days')}
            onChange={(value) => change(key, { days: value })}
          />
          {!readOnly && (
            <IconButton
              label={`Remove cap ${place + 1}`}
              onClick={() => onChange(caps.filter((cap) => cap.key !== key))}
            >
              <IconTrash size={16} stroke={1.6} />
            </IconButton>
          )}
        </div>
      ))}
      {!readOnly && (
        <Button
          variant="default"
          size="xs"
          disabled={caps.length >= most}
          onClick={() => onChange([...caps, { key: nextKey(caps), count: undefined, days: undefined }])}
        >
          Add a cap
        </Button>
      )}
    </fieldset>
  );
}

function nextKey(caps: readonly WrittenCap[]): string {
  return `cap ${1 + Math.max(-1, ...caps.map(({ key }) => Number(key.slice(4))))}`;
}
