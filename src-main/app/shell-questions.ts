import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';
import type { ShellQuestion } from '../../src-preload/contract/wire/host-messages';

/** What the host can't do without a desktop: choose a file, keep a password. */
export async function answerShellQuestion(
  question: ShellQuestion,
  keepConnection: (url: string) => boolean,
): Promise<unknown> {
  switch (question.kind) {
    case 'save-path': {
      const options = { defaultPath: join(app.getPath('downloads'), question.suggestedName) };
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      const result =
        window === undefined
          ? await dialog.showSaveDialog(options)
          : await dialog.showSaveDialog(window, options);
      return result.canceled || result.filePath === '' ? null : result.filePath;
    }
    case 'remember-connection':
      return keepConnection(question.url);
  }
}
