import { formatDaysAway } from './day';

let exactFormat: Intl.DateTimeFormat | undefined;
let relativeFormat: Intl.RelativeTimeFormat | undefined;

/** `Nov 22, 2026, 2:31 PM` in the reader's locale and zone. */
export function formatInstant(instant: number): string {
  exactFormat ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return exactFormat.format(instant);
}

/** `just now`, `4 minutes ago`, `in 2 hours`, `3 days ago`; days and more as `formatRelativeDay`. */
export function formatRelativeInstant(instant: number, now: number): string {
  relativeFormat ??= new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
  const seconds = (instant - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return seconds > 5 ? 'in a moment' : 'just now';
  if (size < 3600)
    return relativeFormat.format(Math.sign(seconds) * Math.max(1, Math.round(size / 60)), 'minute');
  if (size < 86_400) return relativeFormat.format(Math.sign(seconds) * Math.round(size / 3600), 'hour');
  return formatDaysAway(Math.sign(seconds) * Math.round(size / 86_400));
}

/** How long something takes or took: `40 s`, `3 min`, `2 h 10 min`. Input in seconds. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
