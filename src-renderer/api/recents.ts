import { z } from 'zod';
import { makeSignal, type Signal } from './signal';

const kept = 8;
const idSchema = z.number().int().positive();

// Ids and names of Steward's own alone: names of the company's stay in the encrypted copy.
const accounts = keptList('steward-recent-accounts', idSchema);
const contacts = keptList('steward-recent-contacts', idSchema);
const reports = keptList('steward-recent-reports', z.string().max(40));

export const recentAccounts = accounts.signal;
export const recentContacts = contacts.signal;
/** By the names that reports have in addresses. */
export const recentReports = reports.signal;

/** The accounts that were opened last, the latest first. */
export const rememberAccount = accounts.remember;
export const rememberContact = contacts.remember;
export const rememberReport = reports.remember;

interface KeptList<Item> {
  readonly signal: Signal<readonly Item[]>;
  readonly remember: (item: Item) => void;
}

/** The latest first, each once, a few of them; kept on this computer. */
function keptList<Item extends string | number>(key: string, item: z.ZodType<Item>): KeptList<Item> {
  const schema = z.array(item).max(kept);
  const signal = makeSignal<readonly Item[]>(readKept(key, schema));
  return {
    signal,
    remember(one) {
      const recent = [one, ...signal.get().filter((other) => other !== one)].slice(0, kept);
      signal.set(recent);
      localStorage.setItem(key, JSON.stringify(recent));
    },
  };
}

function readKept<Item>(key: string, schema: z.ZodType<Item[]>): readonly Item[] {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
}
