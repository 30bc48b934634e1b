import { randomUUID } from 'node:crypto';

/** A number of then, as a desktop gave it. */
export function ofThen(daysAgo: number): string {
  const time = (Date.now() - daysAgo * 86_400_000).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15, 18)}-8${randomUUID().slice(20)}`;
}
