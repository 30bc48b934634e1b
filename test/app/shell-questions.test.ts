import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerShellQuestion, type Desktop } from '../../src-main/app/shell-questions';
import { toHostSchema } from '../../src-preload/contract/wire/host-messages';

const savePath = { kind: 'save-path', suggestedName: 'accounts 2026-11-22.csv' } as const;
const remember = { kind: 'remember-connection', url: 'postgres://ada:secret@db/company' } as const;

const desktop: Desktop = {
  chooseSavePath: (name) => Promise.resolve(`/downloads/${name}`),
  keepConnection: () => Promise.resolve('kept'),
  keepMailAccount: () => 'kept',
  keepChannelSecrets: () => 'kept',
  keepInboxAccount: () => 'kept',
  changeHabits: () => ({
    habits: { showsTray: true, staysInTray: false, hasNoteKey: true, startsAtLogin: false },
    noteKey: 'Ctrl+Alt+N',
    isNoteKeyTaken: false,
  }),
  printScreen: () => Promise.resolve(),
  changeProfiles: () =>
    Promise.resolve({ open: 'first', profiles: [{ id: 'first', name: null, address: null }] }),
};

/** What is said of a failure in the terminal, for whoever looks into it. */
let said: unknown[][];
beforeEach(() => {
  said = [];
  vi.spyOn(console, 'error').mockImplementation((...words: unknown[]) => void said.push(words));
});
afterEach(() => vi.restoreAllMocks());

describe('a question of the host', () => {
  it('is answered with what the desktop says', async () => {
    expect(await answerShellQuestion(savePath, desktop)).toEqual({
      ok: true,
      answer: '/downloads/accounts 2026-11-22.csv',
    });
    expect(await answerShellQuestion(remember, desktop)).toEqual({ ok: true, answer: 'kept' });
    const cancelled = { ...desktop, chooseSavePath: () => Promise.resolve(null) };
    expect(await answerShellQuestion(savePath, cancelled)).toEqual({ ok: true, answer: null });
    expect(said).toEqual([]);
  });

  it('is answered in plain words when the save dialog fails', async () => {
    const failing = { ...desktop, chooseSavePath: () => Promise.reject(new Error('GTK: no display')) };
    const answer = await answerShellQuestion(savePath, failing);
    expect(answer).toEqual({
      ok: false,
      message: 'The dialog for choosing a file could not be opened. Nothing was saved.',
    });
    expect(said.flat().join(' ')).toContain('GTK: no display');
    expect(toHostSchema.parse({ type: 'shell-answer', id: 1, answer })).toMatchObject({ answer });
  });

  it('is answered in plain words, and without the password, when the keychain fails', async () => {
    const failing: Desktop = {
      ...desktop,
      keepConnection() {
        throw new Error('org.freedesktop.Secret.Error.IsLocked');
      },
    };
    expect(await answerShellQuestion(remember, failing)).toEqual({
      ok: false,
      message: 'The system’s keychain could not keep the connection. Unlock it and try again.',
    });
    expect(said.flat().join(' ')).not.toContain('secret');
  });
});
