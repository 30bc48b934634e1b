import { wholeNumber } from '../../../src-preload/contract/words';
import type { FileReport } from '../../company/load-report';

/** What stood there before and gave way. */
export function gaveWayWords(table: string): string {
  return table === 'attribute_definitions'
    ? 'values of before don’t fit what is declared now, and are gone'
    : 'counts of before gave way to these, which say the same use';
}

/** Parents that are not there, and accounts that are above themselves. */
export function parentRemarks(parents: FileReport['parents']): string[] {
  if (parents === null) return [];
  const { missing, circles } = parents;
  const remarks: string[] = [];
  if (missing.rows > 0) {
    remarks.push(
      `${formatAccounts(missing.rows)} a parent that is not there (yet)${describeKeys(missing.keys)}`,
    );
  }
  if (circles.length > 0) {
    const named = circles.slice(0, 5).join(', ');
    remarks.push(
      `${wholeNumber(circles.length)} accounts are above themselves in a circle and have no parent until that is mended: ${named}${circles.length > 5 ? ', …' : ''}`,
    );
  }
  return remarks;
}

function formatAccounts(rows: number): string {
  return rows === 1 ? '1 account names' : `${wholeNumber(rows)} accounts name`;
}

/** What a complete file no longer holds. */
export function removalRemarks(removal: FileReport['removal']): string[] {
  const remarks: string[] = [];
  if (removal !== null && removal.removed > 0) {
    remarks.push(`${wholeNumber(removal.removed)} removed, because the complete file no longer holds them.`);
  }
  if (removal !== null && removal.kept > 0) {
    remarks.push(
      `${wholeNumber(removal.kept)} that it no longer holds stay, because rows of it were set aside: mend those, or say --accept-set-aside.`,
    );
  }
  return remarks;
}

/** A load adds and changes; what a file leaves out stays, and whoever exports everything should know how much that is. */
export function notNamedRemarks({
  table,
  notNamed,
  removal,
}: Pick<FileReport, 'table' | 'notNamed' | 'removal'>): string[] {
  if (notNamed === null || notNamed === 0 || removal !== null) return [];
  const one = notNamed === 1;
  const them = one ? 'it' : 'them';
  const away =
    table === 'organizations'
      ? 'If the file is whole, say when they left (churned_at) or what they became (merged_into).'
      : `If the file is whole, --complete ${table} takes ${them} away.`;
  return [
    `${wholeNumber(notNamed)} of before ${one ? 'is' : 'are'} not in this file and ${one ? 'stays' : 'stay'}. ${away}`,
  ];
}

/** `: f9 120 x, f7 3 x, …` */
export function describeKeys(keys: FileReport['reasons'][number]['keys']): string {
  if (keys.length === 0) return '';
  const shown = keys.slice(0, 5).map(({ key, rows }) => `${key} ${wholeNumber(rows)} x`);
  return `: ${shown.join(', ')}${keys.length > shown.length ? ', …' : ''}`;
}
