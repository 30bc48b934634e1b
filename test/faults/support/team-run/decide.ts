import { z } from 'zod';
import { accountListSchema } from '../../../../src-preload/contract/accounts';
import { judgementsSchema } from '../../../../src-preload/contract/judgements';
import { notesSchema } from '../../../../src-preload/contract/notes';
import { outboxSchema } from '../../../../src-preload/contract/operations';
import { configVersionSchema, configVersionsSchema } from '../../../../src-preload/contract/settings';
import type { CallResponse } from '../../../../src-preload/contract/wire/envelope';
import type { DeskProcess } from '../desk-process';
import type { DecisionName } from './steps';

/** A call of a screen. */
export interface Asked {
  readonly path: string;
  readonly input: unknown;
}

const viewsSchema = z.object({ views: z.array(z.looseObject({ id: z.string(), name: z.string() })) });
const list = { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 100 };
const state = { filter: {}, sort: { key: 'arr', descending: true }, columns: ['arr'] };

/**
 * What somebody at the desk would ask for to decide this, with what its screens show: null where they show nothing to
 * decide it on, or the process goes meanwhile.
 * @param which of the things that there are @param moment makes texts different
 */
export async function askedFor(
  desk: DeskProcess,
  name: DecisionName,
  which: number,
  moment: number,
): Promise<Asked | null> {
  const text = `${name} ${moment}`;
  const accounts = await read(desk, 'accounts.list', list, accountListSchema);
  const account = pick(accounts?.rows, which);
  switch (name) {
    case 'publish':
      return publishing(desk, text);
    case 'send again':
    case 'let go': {
      const outbox = await read(desk, 'monitor.outbox', undefined, outboxSchema);
      const back = pick(outbox?.setBack, which);
      const path = name === 'let go' ? 'monitor.letGo' : 'monitor.sendAgain';
      return back === undefined ? null : { path, input: { opId: back.opId } };
    }
    case 'save view':
    case 'change view':
    case 'share view':
    case 'remove view':
      return viewing(desk, name, which, text);
  }
  if (account === undefined) return null;
  const { id } = account;
  switch (name) {
    case 'write':
      return { path: 'account.addNote', input: { id, contactId: null, text } };
    case 'rewrite':
    case 'unwrite': {
      const notes = await read(desk, 'account.notes', { id }, notesSchema);
      const noteId = pick(notes?.notes, which)?.id;
      if (noteId === undefined) return null;
      return name === 'rewrite'
        ? { path: 'account.changeNote', input: { id, noteId, text } }
        : { path: 'account.removeNote', input: { id, noteId } };
    }
    case 'judge':
      return { path: 'account.setPulse', input: { id, points: which, reason: text } };
    case 'unjudge': {
      const judged = await read(desk, 'account.judgements', { id }, judgementsSchema);
      const pulseId = pick(
        judged?.entries.filter(({ kind, withdrawnAt }) => kind === 'pulse' && withdrawnAt === null),
        which,
      )?.id;
      return pulseId === undefined ? null : { path: 'account.takeBackPulse', input: { id, pulseId } };
    }
    case 'set by hand':
      return { path: 'account.setOverride', input: { id, score: which, reason: text, until: '2999-01-01' } };
    case 'unset by hand':
      return { path: 'account.withdrawOverride', input: { id } };
    case 'done':
      return { path: 'today.done', input: { key: `${id}:renewal` } };
    case 'snooze':
      return { path: 'today.snooze', input: { key: `${id}:renewal`, until: '2999-01-01', reason: text } };
    case 'bring back':
      return { path: 'today.bringBack', input: { key: `${id}:renewal` } };
  }
}

async function publishing(desk: DeskProcess, note: string): Promise<Asked | null> {
  const versions = await read(desk, 'settings.configs', undefined, configVersionsSchema);
  if (versions === null) return null;
  const { current: version } = versions;
  // The company's first one is one of a desktop's own.
  if (version < 1_000_000) return { path: 'settings.publishConfig', input: { version } };
  const now = await read(desk, 'settings.config', { version }, configVersionSchema);
  return now && { path: 'settings.saveConfig', input: { config: now.config, note, basedOn: version } };
}

async function viewing(
  desk: DeskProcess,
  name: DecisionName,
  which: number,
  text: string,
): Promise<Asked | null> {
  if (name === 'save view') return { path: 'accounts.saveView', input: { name: text, ...state } };
  const there = await read(desk, 'accounts.views', undefined, viewsSchema);
  const view = pick(there?.views, which);
  if (view === undefined) return null;
  if (name === 'remove view') return { path: 'accounts.deleteView', input: { id: view.id } };
  const change = name === 'share view' ? { name: view.name, shared: which % 3 > 0 } : { name: text };
  return { path: 'accounts.saveView', input: { id: view.id, ...state, ...change } };
}

async function read<T>(
  desk: DeskProcess,
  path: string,
  input: unknown,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const response: CallResponse | null = await desk.call(path, input);
  if (response === null) return null;
  if (!response.ok) throw new Error(`${path}: ${response.error.code}: ${response.error.message}`);
  return schema.parse(response.data);
}

function pick<T>(from: readonly T[] | undefined, which: number): T | undefined {
  return from?.[which % Math.max(from.length, 1)];
}
