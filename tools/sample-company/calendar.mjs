// @ts-check
import { randomStream } from './random.mjs';

/** Days are whole days since 1970-01-01 UTC. */
export const dayMs = 86_400_000;

/** @param {string} text YYYY-MM-DD */
export function parseDay(text) {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || formatDay(ms / dayMs) !== text) {
    throw new Error(`"${text}" is no day: write it as YYYY-MM-DD`);
  }
  return ms / dayMs;
}

/** @param {number} day */
export function formatDay(day) {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** @param {number} ms */
export function formatInstant(ms) {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** The same day of a later month, or that month's last. @param {number} day @param {number} months */
export function addMonths(day, months) {
  const date = new Date(day * dayMs);
  const month = date.getUTCMonth() + months;
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastOfMonth)) / dayMs;
}

// 1970-01-01 was a Thursday; Monday is 0.
const shareByWeekday = [0.98, 1.06, 1.07, 1.02, 0.87, 0.1, 0.08];

/** How much of an ordinary working day's use this day sees. @param {number} day */
export function workload(day) {
  const date = new Date(day * dayMs);
  const month = date.getUTCMonth();
  const dayOfMonth = date.getUTCDate();
  const yearEnd = (month === 11 && dayOfMonth >= 22) || (month === 0 && dayOfMonth <= 2);
  const season = yearEnd ? 0.22 : month === 7 ? 0.82 : month === 6 ? 0.92 : 1;
  return (shareByWeekday[(day + 3) % 7] ?? 0) * season;
}

/** Now and then the product itself is down for hours; the same day for every account. @param {string} seed @param {number} day */
export function isOutage(seed, day) {
  return workload(day) > 0.5 && randomStream(seed, 'outage', day).chance(1 / 140);
}

/**
 * The price list against the first one: it rises once, 250 days into the story, and then yearly.
 * @param {number} startDay
 * @param {number} day
 */
export function priceLevel(startDay, day) {
  return 1.07 ** Math.max(0, Math.floor((day - startDay - 250) / 365) + 1);
}
