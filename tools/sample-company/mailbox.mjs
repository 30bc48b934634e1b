// @ts-check
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

/**
 * @typedef {object} Mailbox
 * @property {string} smtp the address of its mail server, as STEWARD_SMTP_URL has it
 * @property {string} folder where each mail is a file, the newest last
 * @property {() => Promise<void>} stop
 */

/** Those before go. */
const kept = 500;

/**
 * A mail server on this machine alone that takes every mail, whoever it is to, and passes none on.
 * @param {string} folder
 * @returns {Promise<Mailbox>}
 */
export async function openMailbox(folder) {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: 10_000_000,
    onData(stream, { envelope }, done) {
      /** @type {Buffer[]} */
      const chunks = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('end', () => {
        try {
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          const to = envelope.rcptTo.map(({ address }) => address).join(', ');
          const head = `Return-Path: <${from}>\r\nDelivered-To: ${to}\r\n`;
          count += 1;
          keep(folder, `${Date.now()}-${String(count).padStart(6, '0')}`, [Buffer.from(head), ...chunks]);
          done();
        } catch (error) {
          done(/** @type {Error} */ (error));
        }
      });
    },
  });
  // A client that breaks off is no news.
  server.on('error', () => {});
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    smtp: `smtp://127.0.0.1:${port}?tls=none`,
    folder,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** @param {string} folder @param {string} name @param {Buffer[]} parts */
function keep(folder, name, parts) {
  const part = join(folder, `${name}.part`);
  writeFileSync(part, Buffer.concat(parts), { mode: 0o644 });
  renameSync(part, join(folder, `${name}.eml`));
  const all = readdirSync(folder).filter((file) => file.endsWith('.eml'));
  for (const old of all.sort().slice(0, -kept)) rmSync(join(folder, old), { force: true });
}
