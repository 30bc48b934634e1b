// @ts-check
import { parseArgs } from 'node:util';
import { formatDay, parseDay } from './calendar.mjs';
import { sampleSpan, sampleSpanSince, sampleWorld } from './story.mjs';
import { writeCompany } from './write-company.mjs';

/**
 * The sample company as CSV files, without a server. Days are YYYY-MM-DD.
 * node tools/sample-company/generate.mjs --folder FOLDER [--today DAY] [--seed WORD]
 *   --made DAY    the day it was first made, when it is told on
 *   --since DAY   the last day told so far: only what happened after it is written
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    today: { type: 'string', default: formatDay(Math.floor(Date.now() / 86_400_000)) },
    made: { type: 'string' },
    since: { type: 'string' },
    seed: { type: 'string' },
  },
});
if (!values.folder) {
  process.stderr.write('Say where to write: --folder FOLDER\n');
  process.exit(2);
}
const today = parseDay(values.today);
const world = sampleWorld(parseDay(values.made ?? values.today), values.seed);
const span = values.since ? sampleSpanSince(parseDay(values.since), today) : sampleSpan(today);
process.stdout.write(`${JSON.stringify(writeCompany(values.folder, world, span))}\n`);
