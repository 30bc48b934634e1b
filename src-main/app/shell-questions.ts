import type { DesktopState, HabitsChange } from '../../src-preload/contract/desktop';
import type { ProfileChange, Profiles } from '../../src-preload/contract/profiles';
import type { PrintOrder } from '../../src-preload/contract/reports/paper';
import type {
  KeptConnection,
  ShellAnswer,
  ShellQuestion,
} from '../../src-preload/contract/wire/host-messages';
import { ProfileProblem } from './profiles';

/** What the host can't do without a desktop: choose a file, keep a password, open another connection's copy. */
export interface Desktop {
  /** @returns null when the manager cancelled */
  chooseSavePath(suggestedName: string): Promise<string | null>;
  /** @throws ProfileProblem */
  keepConnection(url: string): Promise<KeptConnection>;
  /** @returns whether it survives a restart */
  keepMailAccount(url: string | null): 'kept' | 'not kept';
  /** @returns whether they survive a restart */
  keepChannelSecrets(secrets: string | null): 'kept' | 'not kept';
  /** @returns whether it survives a restart */
  keepInboxAccount(url: string | null): 'kept' | 'not kept';
  /** @throws ProfileProblem */
  changeProfiles(change: ProfileChange): Promise<Profiles>;
  changeHabits(change: HabitsChange): DesktopState;
  printScreen(order: PrintOrder): Promise<void>;
}

const failures: Readonly<Record<ShellQuestion['kind'], string>> = {
  'save-path': 'The dialog for choosing a file could not be opened. Nothing was saved.',
  'remember-connection': 'The system’s keychain could not keep the connection. Unlock it and try again.',
  'mail-account':
    'The system’s keychain could not keep the password of the mail server. Unlock it and try again.',
  'channel-secrets': 'The system’s keychain could not keep the secret. Unlock it and try again.',
  'inbox-account':
    'The system’s keychain could not keep the password of the mailbox. Unlock it and try again.',
  desktop: 'What Steward does on this desktop could not be written down. Nothing was changed.',
  print: 'The report could not be written as a PDF. Choose another folder, or try again.',
  profiles: 'The list of connections could not be read or written. Nothing was changed.',
};

/** Never rejects: whoever asked waits for an answer, and a failure is one too. */
export async function answerShellQuestion(question: ShellQuestion, desktop: Desktop): Promise<ShellAnswer> {
  try {
    return { ok: true, answer: await ask(question, desktop) };
  } catch (error) {
    if (error instanceof ProfileProblem) return { ok: false, message: error.message };
    console.error(`The desktop could not answer ${question.kind}:`, error);
    return { ok: false, message: failures[question.kind] };
  }
}

function ask(question: ShellQuestion, desktop: Desktop): unknown {
  switch (question.kind) {
    case 'save-path':
      return desktop.chooseSavePath(question.suggestedName);
    case 'remember-connection':
      return desktop.keepConnection(question.url);
    case 'mail-account':
      return desktop.keepMailAccount(question.url);
    case 'channel-secrets':
      return desktop.keepChannelSecrets(question.secrets);
    case 'inbox-account':
      return desktop.keepInboxAccount(question.url);
    case 'desktop':
      return desktop.changeHabits(question.change);
    case 'profiles':
      return desktop.changeProfiles(question.change);
    case 'print':
      return desktop.printScreen(question.order);
  }
}
