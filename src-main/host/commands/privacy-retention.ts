import type { Command } from 'commander';
import {
  type Retention,
  type RetentionKind,
  retentionKindSchema,
  retentionKinds,
} from '../../../src-preload/contract/retention';
import {
  daysWords,
  leastWords,
  retentionWords,
  sweepLines,
  sweptWords,
} from '../../../src-preload/contract/retention-words';
import { readRetentions, setRetention } from '../../company/retention/retentions';
import { planSweep, sweepNow } from '../../company/retention/sweep';
import { StewardError } from '../../lib/steward-error';
import { urlOption } from './url-option';
import { type TeamFlags, withTeam } from './with-team';

/** `steward privacy retention` and `steward privacy sweep`: how long what piles up is kept. */
export function addRetentionCommands(privacy: Command): void {
  const command = (name: string, description: string) =>
    privacy.command(name).description(description).addOption(urlOption()).option('--json', 'report as JSON');
  const kinds = retentionKinds.map((kind) => `“${kind}”`).join(', ');
  command('retention', 'Show how long each kind of record is kept, or say it.')
    .option('--kind <kind>', `which: ${kinds}`)
    .option('--days <days>', 'keep it for so many days')
    .option('--for-ever', 'keep it for ever')
    .action(runRetention);
  command('sweep', 'Let go what is kept no longer, now instead of with the next night.')
    .option('--kind <kind...>', 'only these')
    .option('--dry-run', 'only say what would go')
    .action(runSweep);
}

interface RetentionFlags extends TeamFlags {
  readonly kind?: string;
  readonly days?: string;
  readonly forEver?: true;
}

function runRetention(flags: RetentionFlags): Promise<void> {
  const asked = askedOf(flags);
  return withTeam(flags, async (session) => {
    if (asked !== null) await setRetention(session, asked);
    const retentions = await readRetentions(session);
    return { report: retentions, words: retentions.flatMap(linesOf) };
  });
}

/** @returns null where it is only to be shown */
function askedOf({ kind, days, forEver }: RetentionFlags): Pick<Retention, 'kind' | 'days'> | null {
  if (days === undefined && forEver === undefined) {
    if (kind !== undefined) throw invalid('Say how long: --days 730, or --for-ever.');
    return null;
  }
  if (days !== undefined && forEver !== undefined) throw invalid('Give --days or --for-ever, not both.');
  if (kind === undefined) throw invalid(`Say of what: --kind, one of ${retentionKinds.join(', ')}.`);
  if (days !== undefined && !/^[0-9]{1,5}$/.test(days.trim()))
    throw invalid(`“${days}” is no number of days. Write --days 730.`);
  return { kind: kindOf(kind), days: days === undefined ? null : Number(days) };
}

function kindOf(text: string): RetentionKind {
  const kind = retentionKindSchema.safeParse(text.trim().toLowerCase()).data;
  if (kind === undefined)
    throw invalid(`Nothing of the kind “${text}” is kept. Kinds are ${retentionKinds.join(', ')}.`);
  return kind;
}

function invalid(message: string): StewardError {
  return new StewardError('invalid_input', message);
}

function linesOf(retention: Retention): string[] {
  const { kind, days, lastSweep, waitsSince } = retention;
  const { title, what } = retentionWords[kind];
  const swept =
    lastSweep === null
      ? ''
      : ` Last looked through ${new Date(lastSweep.at).toISOString()}: ${sweptWords(lastSweep.rows)} went.`;
  const waits = waitsSince === null ? '' : ' Somebody’s lock is in the way; it is tried again.';
  return [
    `${title} (${kind}): ${daysWords(kind, days)}; ${leastWords(retention)}.`,
    `  ${what}${swept}${waits}`,
  ];
}

interface SweepFlags extends TeamFlags {
  readonly kind?: readonly string[];
  readonly dryRun?: true;
}

function runSweep(flags: SweepFlags): Promise<void> {
  const only = flags.kind?.map(kindOf);
  return withTeam(flags, async (session) => {
    if (flags.dryRun) {
      const { kinds } = await planSweep(session);
      const plan = { kinds: kinds.filter(({ kind }) => only?.includes(kind) ?? true) };
      return {
        report: { ...plan, done: false },
        words: [...sweepLines(plan), 'Nothing went. Without --dry-run it does; it can’t be undone.'],
      };
    }
    const swept = await sweepNow(session, only);
    return { report: { ...swept, done: true }, words: sweepLines(swept) };
  });
}
