import { describe, expect, it } from 'vitest';
import { createConnectionControl } from '../../../src-main/host/connection-control';
import { createShellQuestions } from '../../../src-main/host/shell-questions';
import { StewardError } from '../../../src-main/lib/steward-error';
import type { ShellQuestion } from '../../../src-preload/contract/wire/host-messages';

const savePath = { kind: 'save-path', suggestedName: 'accounts.csv' } as const;
const remember = { kind: 'remember-connection', url: 'postgres://ada@new/company' } as const;

function questions() {
  const posted: { id: number; question: ShellQuestion }[] = [];
  return { posted, ...createShellQuestions((id, question) => void posted.push({ id, question })) };
}

describe('questions to the desktop', () => {
  it('are answered each by its number, in whatever order', async () => {
    const { posted, ask, answered } = questions();
    const answers = Promise.all([ask(savePath), ask(remember)]);
    expect(posted.map(({ question }) => question)).toEqual([savePath, remember]);
    for (const { id, question } of posted.toReversed()) answered(id, { ok: true, answer: question.kind });
    expect(await answers).toEqual(['save-path', 'remember-connection']);
  });

  it('that the desktop fails to do end in an error with its words', async () => {
    const { posted, ask, answered } = questions();
    const asked = ask(savePath);
    answered(posted[0]?.id ?? 0, { ok: false, message: 'The dialog could not be opened.' });
    await expect(asked).rejects.toThrow(StewardError);
    await expect(asked).rejects.toMatchObject({
      code: 'internal',
      message: 'The dialog could not be opened.',
    });
  });

  it('end when the desktop goes away, those under way and those that come after', async () => {
    const { posted, ask, answered, end } = questions();
    const asked = ask(savePath);
    end();
    await expect(asked).rejects.toMatchObject({
      code: 'cancelled',
      message: expect.stringMatching('closed before'),
    });
    await expect(ask(remember)).rejects.toMatchObject({ code: 'cancelled' });
    expect(posted).toHaveLength(1);
    answered(posted[0]?.id ?? 0, { ok: true, answer: 'too late' });
  });

  it('that can’t be sent end at once', async () => {
    const { ask } = createShellQuestions(() => {
      throw new Error('the port is closed');
    });
    await expect(ask(savePath)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('a connection that can’t be kept is not used', async () => {
    const { posted, ask, answered } = questions();
    const connected: string[] = [];
    const control = createConnectionControl({
      url: 'postgres://ada@old/company',
      keyKeptIn: 'keychain',
      connect: async (url) => void connected.push(url),
      remember: (url) => ask({ kind: 'remember-connection', url }),
    });
    const using = control.use('postgres://ada@new/company');
    answered(posted[0]?.id ?? 0, { ok: false, message: 'The keychain is locked.' });
    await expect(using).rejects.toMatchObject({ message: 'The keychain is locked.' });
    expect(control.current()?.host).toBe('old');
    expect(connected).toEqual([]);
  });
});
