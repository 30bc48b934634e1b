import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';
import { companyForEachTest } from '../support/company-for-each-test';
import { fillCompany } from '../sync/support/company';

/** STEWARD_SOAK=20000 for that many changes, each pulled, folded and scored; growth is judged from 3,000 on. */
const cycles = Number(process.env['STEWARD_SOAK'] ?? 20);
/** STEWARD_SOAK_MINUTES: it ends then, however many cycles are left. */
const minutes = Number(process.env['STEWARD_SOAK_MINUTES'] ?? 120);
const judgedFrom = 3000;
/** Bytes for each 1,000 cycles after the warm-up. */
const bound = 1024 * 1024;

const here = companyForEachTest();
const folder = mkdtempSync(join(tmpdir(), 'steward-soak-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lineSchema = z.object({
  cycle: z.number(),
  seconds: z.number(),
  rss: z.number(),
  heapUsed: z.number(),
});
type Line = z.infer<typeof lineSchema>;

test('a host that follows many changes does not grow', async () => {
  await fillCompany(here.company.admin, 4);
  const { url } = await here.company.createLogin({ role: 'admin', scope: 'all' });
  const lines = await drive(url);
  const last = lines.at(-1);
  const from = lines.find(({ cycle }) => cycle >= Math.min(1000, cycles / 3)) ?? last;
  if (last === undefined || from === undefined) throw new Error('the drive said nothing');
  const perThousand = (of: (line: Line) => number) =>
    last.cycle === from.cycle ? 0 : (1000 * (of(last) - of(from))) / (last.cycle - from.cycle);
  const kilobytes = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;
  console.info(
    `${last.cycle} cycles in ${Math.round(last.seconds)} s; for each 1,000 after ${from.cycle}: ${kilobytes(perThousand(({ rss }) => rss))} of the process, ${kilobytes(perThousand(({ heapUsed }) => heapUsed))} of the heap`,
  );
  expect(last.cycle).toBeGreaterThanOrEqual(Math.min(cycles, 20));
  if (last.cycle >= judgedFrom) expect(perThousand(({ rss }) => rss)).toBeLessThan(bound);
}, 7_500_000);

function drive(url: string): Promise<Line[]> {
  const script = ['tools/run-ts.mjs', 'test/service/support/soak-drive.ts'];
  const args = [folder, url, here.company.url, String(cycles), String(minutes)];
  const child = spawn(process.execPath, [...script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text) => {
    said += String(text);
  });
  return new Promise((resolve, reject) => {
    child.once('close', (code) => {
      if (code !== 0) reject(new Error(`the drive ended with ${code}`));
      const lines = said.split('\n').filter((text) => text.startsWith('{'));
      resolve(lines.map((text) => lineSchema.parse(JSON.parse(text))));
    });
  });
}
