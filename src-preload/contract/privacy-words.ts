import type { ErasurePlan, ErasureStatus, ExportedPerson } from './privacy';
import { counted, wholeNumber } from './words';

/** What an erasure would do. */
export function planLines({ contacts, removed }: Planned): string[] {
  return [
    `${counted(contacts.length, 'contact')} would be erased:`,
    ...contacts.map(({ account, contact }) => `  contact ${contact} of ${account}`),
    'Changed or removed in the company’s database:',
    ...rowLines(removed),
    'Their use stays in totals, without a name. Every desktop erases from its copy and its backups at its next contact.',
  ];
}

interface Planned {
  readonly contacts: readonly ErasurePlan['contacts'][number][];
  readonly removed: Readonly<Record<string, number>>;
}

/** What an export holds. */
export function exportLines({ path, contacts, rows, mentions, audit }: ExportedPerson): string[] {
  return [
    `${counted(contacts.length, 'contact')}:`,
    ...contacts.map(({ account, contact }) => `  contact ${contact} of ${account}`),
    'Rows about them:',
    ...rowLines(rows),
    `${counted(mentions, 'text')} elsewhere and ${counted(audit, 'row')} of the audit name them.`,
    `All of it stands in ${path ?? 'no file'}, which only you can read. Look at texts before you hand it on: they may be about others, too.`,
  ];
}

/** A certificate, as a person reads it. */
export function certificateLines(statuses: readonly ErasureStatus[]): string[] {
  if (statuses.length === 0) return ['Nobody has been erased.'];
  return statuses.flatMap(({ erasure, account, contact, by, at, company, done, waitsFor }) => [
    `Erasure ${erasure}: contact ${contact} of ${account ?? 'an account that is gone'}, by ${by} at ${at}`,
    '  In the company’s database:',
    ...rowLines(company).map((line) => `  ${line}`),
    '  On desktops:',
    ...done.map(
      ({ login, machine, at: when, removed }) =>
        `    ${login}${machine === null ? '' : ` on ${machine}`}: ${removed === null ? 'holds nothing' : `erased (${told(removed)})`}, ${when}`,
    ),
    ...waitsFor.map(({ login, machine, lastSeen }) =>
      lastSeen === null
        ? `    waits for ${login}, whose desktop has not been in contact with a Steward that erases`
        : `    waits for ${login}${machine === null ? '' : ` on ${machine}`}, last in contact ${lastSeen}`,
    ),
    ...(done.length + waitsFor.length === 0 ? ['    nobody has a copy'] : []),
  ]);
}

/** What no Steward reaches. */
export const beyondReach =
  'Beyond Steward’s reach: the systems its data comes from, the server’s own backups and log archive, and files that somebody exported.';

function rowLines(rows: Readonly<Record<string, number>>): string[] {
  const lines = Object.entries(rows).map(([table, count]) => `  ${table}: ${counted(count, 'row')}`);
  return lines.length === 0 ? ['  nothing: it holds nothing of them any more'] : lines;
}

function told(removed: Readonly<Record<string, number>>): string {
  const parts = Object.entries(removed).flatMap(([what, count]) =>
    count > 0 ? [`${what} ${wholeNumber(count)}`] : [],
  );
  return parts.length === 0 ? 'it held nothing' : parts.join(', ');
}
