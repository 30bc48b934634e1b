import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSession } from '../../src-main/sync/wire/session';
import { companyForEachTest } from '../support/company-for-each-test';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';

const here = companyForEachTest();
let line: TcpProxy;
beforeEach(async () => {
  line = await startTcpProxy(here.company.url);
});
afterEach(() => line.close());

async function open(): Promise<number> {
  const session = createSession({ url: line.through(here.company.url) }, () => undefined);
  try {
    await session.open();
    return line.bytesFromServer;
  } finally {
    session.drop();
  }
}

test('a session that is lost while it opens is no more than refused, wherever the line breaks', async () => {
  const whole = await open();
  const outcomes = new Set<string>();
  for (let bytes = 1; bytes < whole; bytes += 23) {
    line.heal();
    line.cutAfter(bytes);
    outcomes.add(
      await open().then(
        () => 'opened',
        () => 'refused',
      ),
    );
  }
  expect(outcomes).toEqual(new Set(['refused']));
});
