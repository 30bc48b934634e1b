import { app, type Session, type WebContents } from 'electron';
import { isOwnAddress } from './own-address';
import { safeOpenExternal } from './safe-open-external';

/** Every page of the app: no leaving, no new windows, no webviews. */
export function guardAllContents(developmentOrigin: string | null): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, developmentOrigin));
}

/** Nothing in Steward needs a camera, a location or any other permission of the browser but copying text. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write'),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
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
