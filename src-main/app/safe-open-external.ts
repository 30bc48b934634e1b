import { shell } from 'electron';
import { isSafeExternal } from './external-address';

/** The only way out of the app. Answers whether the address was handed to the system. */
export function safeOpenExternal(address: string): boolean {
  if (!isSafeExternal(address)) return false;
  void shell.openExternal(address);
  return true;
}
