import { formatAway, formatDaysAway } from './day';
import { formatCount } from './number';
import { englishFor, isEnglish, kept, withoutMarks } from './reader';

/** `Nov 22, 2026, 2:31 PM` in the reader's locale and zone. */
export function formatInstant(instant: number): string {
  return kept('instant', (locale) => {
    const format = isEnglish(locale)
      ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
      : null;
    if (format) return (one: number) => format.format(one);
    const day = new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit' });
    const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
    // Hours of half a day carry a word, AM or PM.
    const time = new Intl.DateTimeFormat(englishFor(locale), {
      hour: 'numeric',
      minute: '2-digit',
      ...(hourCycle && { hourCycle }),
    });
    return (one: number) => withoutMarks(`${day.format(one)}, ${time.format(one)}`);
  })(instant);
}

/** `2:31 PM` in the reader's locale and zone, where the day stands over it. */
export function formatTime(instant: number): string {
  return kept('time', (locale) => {
    const format = new Intl.DateTimeFormat(isEnglish(locale) ? locale : englishFor(locale), {
      timeStyle: 'short',
    });
    return (one: number) => withoutMarks(format.format(one));
  })(instant);
}

/** `today, 2:31 PM`, `Thursday, 9:00 AM` within a week, else as `formatInstant`. */
export function formatSoon(instant: number, now: number): string {
  const away = instant - now;
  if (away < 0 || away > 6 * 24 * 3_600_000) return formatInstant(instant);
  const day = ownDayOf(instant) === ownDayOf(now) ? 'today' : weekdayOf(instant);
  return `${day}, ${timeOf(instant)}`;
}

/** A day on the reader's own clocks, to be compared with another. */
function ownDayOf(instant: number): string {
  return kept('own day', () => new Intl.DateTimeFormat('en', { dateStyle: 'short' })).format(instant);
}

function weekdayOf(instant: number): string {
  return kept('weekday', () => new Intl.DateTimeFormat('en', { weekday: 'long' })).format(instant);
}

function timeOf(instant: number): string {
  return kept('time of day', (locale) => {
    const { hourCycle } = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions();
    return new Intl.DateTimeFormat(englishFor(locale), {
      hour: 'numeric',
      minute: '2-digit',
      ...(hourCycle && { hourCycle }),
    });
  }).format(instant);
}

/** `just now`, `4 minutes ago`, `in 2 hours`, `3 days ago`; days and more as `formatRelativeDay`. */
export function formatRelativeInstant(instant: number, now: number): string {
  const seconds = (instant - now) / 1000;
  const size = Math.abs(seconds);
  if (size < 45) return seconds > 5 ? 'in a moment' : 'just now';
  if (size < 3600) return formatAway(Math.sign(seconds) * Math.max(1, Math.round(size / 60)), 'minute');
  if (size < 86_400) return formatAway(Math.sign(seconds) * Math.round(size / 3600), 'hour');
  return formatDaysAway(Math.sign(seconds) * Math.round(size / 86_400));
}

/** How long something takes or took: `40 s`, `3 min`, `2 h 10 min`. Input in seconds. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${formatCount(whole)} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${formatCount(minutes)} min`;
  const rest = minutes % 60;
  const hours = `${formatCount(Math.floor(minutes / 60))} h`;
  return rest === 0 ? hours : `${hours} ${formatCount(rest)} min`;
}
