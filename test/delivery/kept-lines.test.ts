import { createServer, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkMail } from '../../src-main/delivery/mail/check-message';
import { composeMail } from '../../src-main/delivery/mail/compose';
import { failureClass } from '../../src-main/delivery/mail/failure-class';
import { type KeptLines, keptLines } from '../../src-main/delivery/mail/kept-lines';
import { type Sending, sendOverSmtp } from '../../src-main/delivery/mail/send-over-smtp';
import { readSmtpUrl } from '../../src-main/delivery/mail/smtp-settings';
import { type MailServer, reply, startMailServer } from '../support/mail-server';
import { outgoing } from './support/outgoing';

let server: MailServer;
let connected = 0;
let lines: KeptLines;
beforeAll(async () => {
  server = await startMailServer();
});
beforeEach(() => {
  connected = 0;
  lines = keptLines();
  server.script = countsConnections({});
});
afterEach(() => {
  lines.close();
  server.clear();
});
afterAll(() => server.stop());

function countsConnections(script: MailServer['script']): MailServer['script'] {
  return {
    ...script,
    onConnect: () => {
      connected += 1;
      return null;
    },
  };
}

async function send(more: Partial<Sending> = {}) {
  const mail = checkMail(outgoing());
  const attempt = await sendOverSmtp({
    settings: readSmtpUrl(`smtp://127.0.0.1:${server.port}?tls=none`),
    envelope: { from: mail.from.address, to: mail.to.address },
    message: await composeMail(mail, Date.UTC(2026, 10, 28)),
    patience: { answer: 2_000, dot: 2_000 },
    mayEnd: async () => true,
    signal: new AbortController().signal,
    lines,
    ...more,
  });
  return { ...attempt, failure: attempt.outcome === 'failed' ? failureClass(attempt) : null };
}

test('messages go over one line, one after the other, each received once', async () => {
  for (let n = 0; n < 5; n += 1) expect(await send()).toMatchObject({ outcome: 'sent' });
  expect([connected, server.received.length]).toEqual([1, 5]);
});

test('two at once have a line each', async () => {
  await Promise.all([send(), send()]);
  await Promise.all([send(), send()]);
  expect([connected, server.received.length]).toEqual([2, 4]);
});

test('a hundred messages go over a line at most', async () => {
  for (let n = 0; n < 101; n += 1) await send();
  expect([connected, server.received.length]).toEqual([2, 101]);
});

test('a line is not kept whose message was withheld, refused or lost', async () => {
  await send({ mayEnd: async () => false });
  server.script = countsConnections({ onTo: () => reply(550, '5.1.1 no such user') });
  expect(await send()).toMatchObject({ failure: 'address' });
  server.script = countsConnections({ onMessage: () => 'cut' });
  expect(await send()).toMatchObject({ failure: 'lost' });
  expect(connected).toBe(3);
  expect(lines.take()).toBe(null);
});

test('where the server takes no more over a line, the message goes over a new one, once', async () => {
  await send();
  let asked = 0;
  server.script = countsConnections({
    onFrom: () => {
      asked += 1;
      return asked === 1 ? reply(421, '4.7.0 too many messages over this connection') : null;
    },
  });
  expect(await send()).toMatchObject({ outcome: 'sent' });
  expect([connected, server.received.length]).toEqual([2, 2]);
});

test('what a recipient’s address is refused for is not asked over a new line', async () => {
  await send();
  server.script = countsConnections({ onTo: () => reply(550, '5.1.1 no such user') });
  expect(await send()).toMatchObject({ failure: 'address' });
  expect(connected).toBe(1);
});

test('a message of which nobody knows whether it was taken is not sent again over a new line', async () => {
  await send();
  server.script = countsConnections({ onMessage: () => 'cut' });
  let asked = 0;
  const mayEnd = async () => {
    asked += 1;
    return true;
  };
  expect(await send({ mayEnd })).toMatchObject({ failure: 'lost', isHandedOver: true });
  expect([connected, asked, server.received.length]).toEqual([1, 1, 2]);
});

test('a server that ended the line meanwhile loses no message', async () => {
  const sockets: Socket[] = [];
  const proxy = createServer((socket) => {
    sockets.push(socket);
    const to = new (socket.constructor as typeof Socket)();
    to.connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined).pipe(to);
    to.on('error', () => undefined).pipe(socket);
  });
  const port = await new Promise<number>((resolve) =>
    proxy.listen(0, '127.0.0.1', () => resolve(Object(proxy.address()).port)),
  );
  const settings = readSmtpUrl(`smtp://127.0.0.1:${port}?tls=none`);
  await send({ settings });
  for (const socket of sockets) socket.destroy();
  expect(await send({ settings })).toMatchObject({ outcome: 'sent' });
  expect([sockets.length, server.received.length]).toEqual([2, 2]);
  lines.close();
  proxy.close();
});

test('one that was broken off is not tried over a new line', async () => {
  await send();
  const abort = new AbortController();
  server.script = countsConnections({
    onFrom: () => {
      abort.abort();
      return null;
    },
  });
  expect(await send({ signal: abort.signal })).toMatchObject({ outcome: 'failed', isHandedOver: false });
  expect([connected, server.received.length]).toEqual([1, 1]);
});
