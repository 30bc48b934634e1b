import { z } from 'zod';
import type { ReadDb, Tx } from '../types';

const setting = 'devices.signed-out';
/** A company that is restored from further back than that has forgotten more than this. */
const keptFor = 90 * 24 * 60 * 60_000;

const noteSchema = z.object({
  /** The history of the company that knows of all of them. */
  epoch: z.string().nullable(),
  devices: z.array(z.object({ login: z.string(), copy: z.uuid(), at: z.number() })),
});
export type SignedOutDevices = z.infer<typeof noteSchema>;

/** What was signed out from here: a restored company has forgotten some of it, and is told again. */
export function readSignedOutDevices(db: ReadDb): SignedOutDevices {
  const text = db.prepared<[string], string>('select value from settings where key = ?').pluck().get(setting);
  const none = { epoch: null, devices: [] };
  return text === undefined ? none : noteSchema.catch(none).parse(JSON.parse(text));
}

export function addSignedOutDevice(tx: Tx, device: { login: string; copy: string }, now: number): void {
  const { epoch, devices } = readSignedOutDevices(tx);
  const others = devices.filter(({ copy, at }) => copy !== device.copy && at > now - keptFor);
  write(tx, { epoch, devices: [...others, { ...device, at: now }] });
}

/** The company of this history knows of all of them. */
export function toldSignedOutDevices(tx: Tx, epoch: string): void {
  write(tx, { ...readSignedOutDevices(tx), epoch });
}

function write(tx: Tx, note: SignedOutDevices): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    setting,
    JSON.stringify(note),
  );
}
