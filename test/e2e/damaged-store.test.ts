import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openFile } from '../../src-main/store/file/connection';
import { leftBook } from './support/books';
import { openSteward } from './support/open-steward';

const left = leftBook('runs');

/** Overwrites the first page of a table that the first screen doesn't read. */
function damage(file: string, table: string): void {
  const key = Buffer.from(readFileSync(join(left.userData, 'store', 'store.key'), 'utf8').trim(), 'hex');
  const client = openFile({ file, key }, 'write');
  client.pragma('wal_checkpoint(TRUNCATE)');
  const pageSize = client.pragma('page_size', { simple: true }) as number;
  const root = client.prepare<[string], number>('select rootpage from sqlite_schema where name = ?').pluck();
  const page = root.get(table) ?? 0;
  client.close();
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (page - 1) * pageSize);
  closeSync(descriptor);
}

it('damage found behind the start mends itself while the window stays open, and Monitor tells of it', async () => {
  const store = join(left.userData, 'store');
  damage(join(store, 'steward.db'), 'activity_events');
  const steward = await openSteward(left);
  onTestFinished(steward.close);
  await steward.window.getByText('Ranked by money at risk and urgency').waitFor();
  await expect
    .poll(() => readdirSync(store).some((name) => name.startsWith('steward.db.damaged-')), {
      timeout: 60_000,
    })
    .toBe(true);
  // The company's rows come again, and with them the queue.
  await steward.window.getByRole('list', { name: 'What needs you' }).waitFor();
  await steward.window.evaluate(() => {
    location.hash = '#/monitor';
  });
  await steward.window.getByRole('row', { name: /Damaged copy put aside/ }).waitFor();
});
