// @ts-check
// The least that an Electron app can do: one window of the same size with an empty page. Prints the seconds from the
// process's beginning to the page's first frame, as JSON, and ends.
import { app, BrowserWindow } from 'electron';

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

app.whenReady().then(async () => {
  const window = new BrowserWindow({ width: 1280, height: 800 });
  await window.loadURL('data:text/html,<!doctype html><title>Blank</title>');
  await window.webContents.executeJavaScript('new Promise((resolve) => requestAnimationFrame(resolve))');
  const began = process.getCreationTime() ?? performance.timeOrigin;
  process.stdout.write(`${JSON.stringify({ secondsToFrame: (Date.now() - began) / 1000 })}\n`, () =>
    app.quit(),
  );
});
