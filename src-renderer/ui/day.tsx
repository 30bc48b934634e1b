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

/**
 * An instant, relative with the exact one on hover. A dash where there is none. `past` is for what has happened: the
 * clock of the screens moves in steps, and what came since its last step is just now, not to come.
 */
export function Instant({ at, past = false }: { at: number | null; past?: boolean }) {
  const now = useNow();
  if (at === null) return <span className="faint">–</span>;
  return (
    <time className="number" dateTime={new Date(at).toISOString()} title={formatInstant(at)}>
      {formatRelativeInstant(past ? Math.min(at, now) : at, now)}
    </time>
  );
}
