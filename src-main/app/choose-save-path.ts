import { join } from 'node:path';
import { app, BrowserWindow, dialog } from 'electron';

/** Asks the manager where to save a file. @returns null when they cancelled */
export async function chooseSavePath(suggestedName: string): Promise<string | null> {
  const options = { defaultPath: join(app.getPath('downloads'), suggestedName) };
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const result =
    window === undefined
      ? await dialog.showSaveDialog(options)
      : await dialog.showSaveDialog(window, options);
  return result.canceled || result.filePath === '' ? null : result.filePath;
}
