import { CronExpressionParser } from 'cron-parser';
import { Cron } from 'croner';
import { nextDue } from '../../src-main/engines/schedule/next-due';
import { clockOf } from '../../src-main/engines/schedule/zone-clock';
import { type BenchRow, comparison, figure } from './bench-row';
import { seconds, size } from './timing';

interface Asked {
  readonly text: string;
  readonly zone: string;
  readonly after: number;
}

const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Tokyo', 'Australia/Sydney', 'UTC'];
const texts = ['30 9 * * 1-5', '0 9,17 * * *', '*/15 * * * *', '0 6 1 * *', '45 23 * * 5'];

/** Due times a second, beside libraries on schedules and instants on which they are right: none near a change of clocks. */
export async function benchSchedules(log: (text: string) => void): Promise<BenchRow[]> {
  log('due times');
  const asked = askedOf(size('SCHEDULES', 100_000));
  const few = asked.slice(0, Math.max(1, Math.floor(asked.length / 20)));
  const first = await seconds(() => clockOf('Europe/Paris').stretchAt(asked[0]?.after ?? 0));
  const ours = await rate(asked, ({ text, zone, after }) => nextOf(text, zone, after));
  const croner = await rate(few, ({ text, zone, after }) =>
    crons(text, zone).nextRun(new Date(after))?.getTime(),
  );
  const parser = await rate(few, ({ text, zone, after }) => parsed(text, zone, after).next().getTime());
  for (const [index, { text, zone, after }] of few.entries()) {
    const due = nextOf(text, zone, after);
    if (croner.answers[index] !== due || parser.answers[index] !== due) {
      throw new Error(
        `“${text}” in ${zone} after ${new Date(after).toISOString()} is due at different times`,
      );
    }
  }
  return [
    comparison('due times a second', ours.rate, '/s', { name: 'croner', value: croner.rate }, '>= 1'),
    comparison('due times a second', ours.rate, '/s', { name: 'cron-parser', value: parser.rate }, '>= 1'),
    figure('a zone’s clocks looked up for the first time', first.seconds * 1000, 'ms'),
  ];
}

/** As ours are, theirs are read once. */
const crons = keptBy((text, zone) => new Cron(text, { timezone: zone, paused: true }));
const expressions = keptBy((text, zone) => CronExpressionParser.parse(text, { tz: zone }));

function parsed(text: string, zone: string, after: number) {
  const expression = expressions(text, zone);
  expression.reset(new Date(after));
  return expression;
}

function keptBy<T>(make: (text: string, zone: string) => T): (text: string, zone: string) => T {
  const kept = new Map<string, T>();
  return (text, zone) => {
    const key = `${text} ${zone}`;
    const one = kept.get(key) ?? make(text, zone);
    kept.set(key, one);
    return one;
  };
}

/** From 1 June on, for two months: no zone of these changes its clocks then. */
function askedOf(count: number): Asked[] {
  return Array.from({ length: count }, (_, index) => ({
    text: texts[index % texts.length] ?? '',
    zone: zones[Math.floor(index / texts.length) % zones.length] ?? '',
    after: Date.UTC(2026, 5, 1) + Math.floor(((index * 7919) % 86_400) * 60_000),
  }));
}

function nextOf(text: string, zone: string, after: number): number | undefined {
  return nextDue({ kind: 'cron', texts: [text], zones: [zone] }, after)?.at;
}

async function rate(asked: readonly Asked[], next: (one: Asked) => number | undefined) {
  const measured = await seconds(() => asked.map(next));
  return { rate: asked.length / measured.seconds, answers: measured.result };
}
