import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describeMutant, placeOf } from './mutant';
import { counts, isNoticed, type Result, type Status } from './result';
import { roomOf } from './rooms';

/** As the report's schema (mutation-testing-elements) calls them. */
const statuses: Readonly<Record<Status, string>> = {
  killed: 'Killed',
  survived: 'Survived',
  hung: 'Timeout',
  unreached: 'NoCoverage',
  equivalent: 'Ignored',
};

/** Writes report.json and report.html into a folder. */
export function writeReport(
  folder: string,
  results: readonly Result[],
  textOf: (file: string) => string,
): void {
  mkdirSync(folder, { recursive: true });
  const byFile = Map.groupBy(results, ({ mutant }) => mutant.file);
  const report = {
    schemaVersion: '2',
    thresholds: { high: 80, low: 60 },
    files: Object.fromEntries(
      [...byFile].map(([file, own]) => [
        file,
        {
          language: file.endsWith('.sql') ? 'sql' : 'typescript',
          source: textOf(file),
          mutants: own.map((result, at) => entryOf(result, textOf(file), at)),
        },
      ]),
    ),
  };
  const json = JSON.stringify(report);
  writeFileSync(join(folder, 'report.json'), json);
  writeFileSync(join(folder, 'report.html'), pageOf(json));
}

function entryOf({ mutant, status, reason }: Result, text: string, at: number) {
  return {
    id: `${mutant.file}#${at}`,
    mutatorName: mutant.kind,
    replacement: mutant.replacement,
    status: statuses[status],
    statusReason: reason,
    location: { start: placeOf(text, mutant.start), end: placeOf(text, mutant.end) },
  };
}

function pageOf(json: string): string {
  const elements = createRequire(import.meta.url).resolve('mutation-testing-elements');
  const script = readFileSync(join(elements, '..', 'mutation-test-elements.js'), 'utf8');
  // A `<` in JSON inside a script would end the script.
  const data = json.replaceAll('<', '\\u003c');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Faults that tests notice</title>
<script>${script}</script></head><body><mutation-test-report-app></mutation-test-report-app>
<script>document.querySelector('mutation-test-report-app').report = ${data};</script></body></html>`;
}

/** A line for each room and one for all, then what nobody noticed. */
export function summaryOf(results: readonly Result[], textOf: (file: string) => string): string {
  const rooms = [...Map.groupBy(results, ({ mutant }) => roomOf(mutant.file))].toSorted(([left], [right]) =>
    left.localeCompare(right),
  );
  const unnoticed = results.filter((result) => counts(result) && !isNoticed(result));
  return [
    ...unnoticed.map(({ mutant, status }) => `${status}: ${describeMutant(textOf(mutant.file), mutant)}`),
    '',
    ...rooms.map(([room, own]) => lineOf(room, own)),
    lineOf('all', results),
  ].join('\n');
}

function lineOf(room: string, results: readonly Result[]): string {
  const counting = results.filter(counts);
  const noticed = counting.filter(isNoticed).length;
  const share = counting.length === 0 ? '' : `${Math.round((100 * noticed) / counting.length)} %`;
  return `${room.padEnd(26)} ${String(noticed).padStart(5)} of ${String(counting.length).padStart(5)} noticed ${share.padStart(6)}`;
}
