import { hostname } from 'node:os';
import { appVersion } from '../../ports/app-version';
import type { Sender } from './door';

/** From where decisions come, as the company's audit tells it. */
export function thisMachine(): Sender {
  return { machine: hostname().slice(0, 200), app: appVersion() };
}
