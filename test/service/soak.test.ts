import { afterEach, expect, test, vi } from 'vitest';
import { companyForEachTest } from '../support/company-for-each-test';
import { fillCompany } from '../sync/support/company';
import { type ServiceProcess, startService } from './support/service-process';

/** STEWARD_SOAK=20000 for that many changes, each pulled and scored; growth is judged from 3,000 on. */
const cycles = Number(process.env['STEWARD_SOAK'] ?? 6);
const warmUp = Math.min(1000, Math.floor(cycles / 3));
const judgedFrom = 3000;
/** Bytes for each 1,000 cycles after the warm-up. */
const bound = 1024 * 1024;

const here = companyForEachTest();
let service: ServiceProcess | null = null;
afterEach(() => service?.remove());

test('a service that follows many changes does not grow', async () => {
  await fillCompany(here.company.admin, 4);
  const { url } = await here.company.createLogin({ role: 'admin', scope: 'all' });
  service = startService(['--url', url]);
  await service.ready();
  let atWarmUp = 0;
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const before = await pulls(service);
    await here.company.admin.query(
      `update customer_success.support_tickets set subject = $1
        where ticket_id = (select min(ticket_id) from customer_success.support_tickets)`,
      [`Changed ${cycle} times`],
    );
    await vi.waitFor(async () => expect(await pulls(service)).toBeGreaterThan(before), {
      timeout: 60_000,
      interval: 20,
    });
    if (cycle === warmUp) atWarmUp = await memory(service);
  }
  const grown = ((await memory(service)) - atWarmUp) / ((cycles - warmUp) / 1000);
  console.info(`${cycles} cycles: ${Math.round(grown / 1024)} KiB for each 1,000 after ${warmUp}`);
  if (cycles >= judgedFrom) expect(grown).toBeLessThan(bound);
}, 7_200_000);

/** How many pulls have written what they brought. */
async function pulls(of: ServiceProcess | null): Promise<number> {
  return figure(of, /^steward_query_seconds_count\{query="sync\.apply"\} (\d+)$/m);
}

async function memory(of: ServiceProcess | null): Promise<number> {
  return figure(of, /^steward_process_resident_memory_bytes (\d+)/m);
}

async function figure(of: ServiceProcess | null, line: RegExp): Promise<number> {
  const text = (await of?.get('/metrics'))?.text ?? '';
  return Number(line.exec(text)?.[1] ?? 0);
}
