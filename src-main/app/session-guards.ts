import { app, type Session, type WebContents } from 'electron';
import { isOwnAddress } from './own-address';
import { isPermitted } from './permissions';
import { safeOpenExternal } from './safe-open-external';

/** Every page of the app: no leaving, no new windows, no webviews. */
export function guardAllContents(developmentOrigin: string | null): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, developmentOrigin));
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
  contents.setWindowOpenHandler(({ url }) => {
    safeOpenExternal(url);
    return { action: 'deny' };
  });
}
