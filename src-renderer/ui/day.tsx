import { formatDay, formatRelativeDay } from './format/day';
import { formatInstant, formatRelativeInstant } from './format/instant';
import { useNow, useToday } from './use-now';

/** A calendar day, relative with the exact one on hover. A dash where there is none. */
export function Day({ day }: { day: string | null }) {
  const today = useToday();
  if (day === null) return <span className="faint">–</span>;
  return (
    <time className="number" dateTime={day} title={formatDay(day)}>
      {formatRelativeDay(day, today)}
    </time>
  );
}

/** An instant, relative with the exact one on hover. A dash where there is none. */
export function Instant({ at }: { at: number | null }) {
  const now = useNow();
  if (at === null) return <span className="faint">–</span>;
  return (
    <time className="number" dateTime={new Date(at).toISOString()} title={formatInstant(at)}>
      {formatRelativeInstant(at, now)}
    </time>
  );
}
