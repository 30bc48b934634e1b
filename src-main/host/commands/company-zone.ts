import type { Command } from 'commander';
import { counted, wholeNumber } from '../../../src-preload/contract/words';
import { changeZone, type ZoneChange } from '../../company/change-zone';
import { connectCompany } from '../../company/connect-company';
import { urlOption } from './url-option';

interface ZoneFlags {
  readonly url: string;
  readonly json?: true;
}

/** `steward company zone ZONE`: the one zone that the company counts its days in. */
export function addZoneCommand(company: Command): void {
  company
    .command('zone')
    .description('Count the company’s days in another time zone, and its events anew.')
    .argument('<zone>', 'name in the IANA list, such as Europe/Berlin, or UTC')
    .addOption(urlOption())
    .option('--json', 'report as JSON')
    .action(runZone);
}

async function runZone(zone: string, flags: ZoneFlags): Promise<void> {
  const client = await connectCompany(flags.url);
  try {
    const change = await changeZone(client, zone);
    console.log(flags.json ? JSON.stringify(change) : describeChange(change));
  } finally {
    await client.end();
  }
}

export function describeChange({ from, to, daysWithoutEvents }: ZoneChange): string {
  if (from === to) return `The company’s days are days of ${to} already. Nothing was changed.`;
  const lines = [
    `The company’s days are days of ${to} now, and no longer of ${from}. Events were counted anew, and every desktop loads afresh.`,
  ];
  if (to !== 'UTC') lines.push('Desktops of an earlier Steward ask for an update and keep what they have.');
  if (daysWithoutEvents.length > 0) {
    const accounts = Math.max(...daysWithoutEvents.map((day) => day.accounts));
    lines.push(
      `${counted(daysWithoutEvents.length, 'day has', 'days have')} counts whose events are gone, of up to ${counted(accounts, 'account', 'accounts')} a day. Nobody can tell their hours any more, so they stay on the days of ${from}:`,
      ...spansOf(daysWithoutEvents),
    );
  }
  lines.push(
    `Days that were loaded as times (created_at, churned_at and the like) began at midnight of ${from}: load such files again.`,
  );
  return lines.join('\n');
}

/** Days in a row on one line. */
function spansOf(days: ZoneChange['daysWithoutEvents']): string[] {
  const spans: { from: string; to: string; accounts: number }[] = [];
  for (const { day, accounts } of days) {
    const last = spans.at(-1);
    if (last !== undefined && isNextDay(last.to, day)) {
      last.to = day;
      last.accounts = Math.max(last.accounts, accounts);
    } else spans.push({ from: day, to: day, accounts });
  }
  return spans.map(({ from, to, accounts }) => {
    const span = from === to ? from : `${from} to ${to}`;
    return `  ${span}: ${wholeNumber(accounts)} ${accounts === 1 ? 'account' : 'accounts'}`;
  });
}

function isNextDay(day: string, next: string): boolean {
  return Date.parse(next) - Date.parse(day) === 24 * 3_600_000;
}
