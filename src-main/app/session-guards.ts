import { app, type Session, type WebContents } from 'electron';
import { isOwnAddress } from './own-address';
import { isPermitted } from './permissions';
import { safeOpenExternal } from './safe-open-external';
import { screenOfAddress } from './screen-address';

/**
 * Every page of the app: no leaving, no webviews, and no window that the page makes.
 * @param openBeside opens one of our own screens, `#/accounts/5`, in a window of its own
 */
export function guardAllContents(
  developmentOrigin: string | null,
  openBeside: (screen: string) => void,
): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, developmentOrigin);
    contents.setWindowOpenHandler(({ url }) => {
      const screen = screenOfAddress(url, developmentOrigin);
      if (screen === null) safeOpenExternal(url);
      else openBeside(screen);
      return { action: 'deny' };
    });
  });
}

export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(isPermitted(permission)));
  session.setPermissionCheckHandler((_contents, permission) => isPermitted(permission));
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

function guardContents(contents: WebContents, developmentOrigin: string | null): void {
  contents.on('will-navigate', (event) => {
    if (!isOwnAddress(event.url, developmentOrigin)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!isOwnAddress(event.url, developmentOrigin)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOwnAddress(event.url, developmentOrigin)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
