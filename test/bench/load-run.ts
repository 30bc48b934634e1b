// A process of its own, so that its memory is that of one load alone:
//   run-ts.mjs test/bench/load-run.ts load URL FOLDER   loads the folder; prints LoadFigures
import { createCompany } from '../../src-main/company/create-company';

export interface LoadFigures {
  readonly seconds: number;
  readonly rows: number;
  readonly added: number;
  /** The largest the process ever was. */
  readonly peakMegabytes: number;
}

const [, url = '', from = ''] = process.argv.slice(2);
const report = await createCompany({ url, from });
const events = report.files.find((file) => file.table === 'activity_events');
const figures: LoadFigures = {
  seconds: report.seconds,
  rows: events?.rows ?? 0,
  added: events?.added ?? 0,
  peakMegabytes: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
