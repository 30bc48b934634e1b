// @ts-check
import { parseArgs } from 'node:util';
import { parseDay } from './calendar.mjs';
import { sampleSpan, sampleWorld } from './story.mjs';
import { writeCompany } from './write-company.mjs';

/**
 * The sample company as CSV files, without a server:
 * node tools/sample-company/generate.mjs --folder FOLDER [--today YYYY-MM-DD] [--seed WORD]
 */
const { values } = parseArgs({
  options: { folder: { type: 'string' }, today: { type: 'string' }, seed: { type: 'string' } },
});
if (!values.folder) {
  process.stderr.write('Say where to write: --folder FOLDER [--today YYYY-MM-DD] [--seed WORD]\n');
  process.exit(2);
}
const today = parseDay(values.today ?? new Date().toISOString().slice(0, 10));
const rows = writeCompany(values.folder, sampleWorld(today, values.seed), sampleSpan(today));
process.stdout.write(`${JSON.stringify(rows)}\n`);
