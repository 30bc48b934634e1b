import { type Command, Option } from 'commander';
import {
  type Celebration,
  type CelebrationGroup,
  celebrationGroups,
} from '../../../src-preload/contract/celebrations/celebrations';
import { standingWords, stateTitles } from '../../../src-preload/contract/celebrations/words';
import { counted, spellDay } from '../../../src-preload/contract/words';
import { parseDay } from '../../lib/day';
import { systemClock } from '../../ports/clock';
import type { Store } from '../../store/types';
import { listCelebrations } from '../../work/celebrations/list-celebrations';
import { type StoreFlags, useStore, withStoreOptions } from './store-option';

interface Flags extends StoreFlags {
  readonly group: CelebrationGroup;
}

/** `steward milestones celebrations`: what was reached, and how it is celebrated. */
export function addCelebrationsCommand(milestones: Command): void {
  withStoreOptions(milestones.command('celebrations'))
    .description('What was reached, and how its celebration stands: those that wait, or another group.')
    .addOption(
      new Option('--group <group>', 'which of them').choices([...celebrationGroups]).default('waiting'),
    )
    .action((flags: Flags) => useStore(flags, (store) => run(store, flags)));
}

const page = 200;

function run(store: Store, { group, json }: Flags): void {
  const celebrations = [...every(store, group)];
  if (json) console.log(JSON.stringify({ celebrations }));
  else for (const celebration of celebrations) console.log(lines(celebration));
  if (!json && celebrations.length === 0) console.log(none[group]);
}

const none: Readonly<Record<CelebrationGroup, string>> = {
  waiting: 'No celebration waits.',
  done: 'Nothing was celebrated yet.',
  skipped: 'No celebration was skipped.',
};

function* every(store: Store, group: CelebrationGroup): Generator<Celebration> {
  const now = systemClock.now();
  for (let offset = 0; ; offset += page) {
    const { total, celebrations } = listCelebrations(
      store.read,
      { group, owner: null, offset, limit: page },
      now,
    );
    yield* celebrations;
    if (offset + page >= total) return;
  }
}

function lines(celebration: Celebration): string {
  const { account, contact, contactId, milestone, achievedOn, points, state, mails } = celebration;
  const whose = contactId === null ? account : `${contact ?? 'a contact who left'} of ${account}`;
  const worth = points === 0 ? '' : `, ${counted(points, 'point')}`;
  const said = standingWords(celebration);
  return [
    `${stateTitles[state].padEnd(9)} ${whose}: “${milestone}” on ${spellDay(parseDay(achievedOn))}${worth}`,
    ...(said === null ? [] : [said]),
    ...(state === 'skipped' ? [] : mails).map(
      ({ contact: to, stage, reason }) => `to ${to ?? 'a contact who left'}: ${stage} (${reason})`,
    ),
  ].join('\n          ');
}
