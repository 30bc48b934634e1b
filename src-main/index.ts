import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, powerMonitor, session, utilityProcess } from 'electron';
import { declareAppScheme, serveAppScheme } from './app/app-protocol';
import { chooseSavePath } from './app/choose-save-path';
import { screenOfLink } from './app/deep-link';
import { type DesktopHabits, startDesktopHabits } from './app/desktop/desktop-habits';
import { atLoginSwitch } from './app/desktop/start-at-login';
import { type WaitingWatch, watchWhatWaits } from './app/desktop/what-waits';
import { deviceId } from './app/device-id';
import { headlineFigures, type StartTimings, saveScreenshot } from './app/exit-when-ready';
import { type HostSupervisor, superviseHost } from './app/host-supervisor';
import { systemKeychain } from './app/keychain';
import { readLaunchOptions } from './app/launch-options';
import { installMenu } from './app/menu';
import { showNotice } from './app/notifications';
import { appOrigin } from './app/own-address';
import { createProfileDesk, type ProfileDesk } from './app/profile-desk';
import { createScreenPrinter } from './app/screen-printer';
import { guardAllContents, guardSession } from './app/session-guards';
import { answerShellQuestion } from './app/shell-questions';
import { giveEachCopyItsKey, storeKey } from './app/store-key';
import { createWindows, type Windows } from './app/windows';
import { type Milestone, openTheDoor, tellWindow, tellWindows } from './ipc/the-door';
import { eraseAsAsked, readErased } from './lib/copies/erase-copy';
import { eraseProfile } from './lib/copies/erase-profile';
import { changeCompany } from './lib/copies/other-companies';
import { errorMessage } from './lib/error-message';

const here = dirname(fileURLToPath(import.meta.url));
const appRoot = resolve(here, '../..');
const options = readLaunchOptions(process.argv, process.env);
const developmentOrigin = options.developmentUrl === null ? null : new URL(options.developmentUrl).origin;
const timings: StartTimings = { window: null, interactive: null, scored: null };
// What it reports contains the resolution itself: one millisecond is near enough to the truth.
const loopDelay = monitorEventLoopDelay({ resolution: 1 });

let host: HostSupervisor | null = null;
let windows: Windows | null = null;
let habits: DesktopHabits | null = null;
let waiting: WaitingWatch | null = null;
let hostState: { state: 'starting' | 'ready' | 'restarting' | 'failed'; message: string | null } = {
  state: 'starting',
  message: null,
};

if (options.userData !== null) {
  mkdirSync(options.userData, { recursive: true });
  app.setPath('userData', options.userData);
}
// Chromium ends the process when both are asked for: root without a sandbox is said aloud by the launcher.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareAppScheme();
guardAllContents(developmentOrigin, (screen) => windows?.openBeside(screen));

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, argv) => {
    if (!argv.includes(atLoginSwitch)) windows?.show();
    follow(argv);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    follow([url]);
  });
  app.on('window-all-closed', () => {
    if (habits?.staysInTray() !== true) app.quit();
  });
  app.on('before-quit', closeHostFirst);
  void app.whenReady().then(start, fail);
} else {
  console.error('Steward is already open; its window was brought to the front.');
  // Who asked for figures gets none from here: that is a failure, said by the exit code.
  app.exit(options.exitWhenReady ? 1 : 0);
}

function start(): void {
  loopDelay.enable();
  guardSession(session.defaultSession);
  serveAppScheme(join(appRoot, 'out/renderer'));
  const userData = app.getPath('userData');
  giveEachCopyItsKey(userData);
  const profiles = createProfileDesk({
    userData,
    keychain: systemKeychain,
    given: options.companyUrl,
    erase: eraseProfile,
    onAnother: openAnother,
    now: Date.now,
  });
  host = superviseHost({
    fork: () =>
      utilityProcess.fork(join(here, 'host.js'), [], { serviceName: 'Steward host', stdio: 'inherit' }),
    startMessage: () => {
      const copy = readyCopy(profiles);
      return {
        type: 'start',
        ...copy,
        // What was given with a company is for that one.
        ...(copy.companyUrlIsRemembered ? {} : { mail: options.mail }),
        keepsCompanyUrl: systemKeychain.isReal(),
        clockAhead: app.isPackaged ? 0 : options.clockAhead,
        author: userInfo().username,
        device: { id: deviceId(userData), kind: 'desktop' },
      };
    },
    onEvent(event) {
      waiting?.heard(event);
      if (event.type === 'notify') showNotice(event, (to) => windows?.tellInFront({ type: 'navigate', to }));
      else tellWindows(event);
    },
    onState: (state, message) => {
      hostState = { state, message };
      tellWindows({ type: 'host', state, message });
    },
    onQuestion: (question) =>
      answerShellQuestion(question, {
        chooseSavePath,
        keepConnection: profiles.keepConnection,
        keepMailAccount: profiles.keepMailAccount,
        keepChannelSecrets: profiles.keepChannelSecrets,
        keepInboxAccount: profiles.keepInboxAccount,
        changeProfiles: profiles.change,
        changeHabits: (change) => beside.change(change),
        printScreen: (order) => printer.print(order),
      }),
  });
  const calls = host;
  openTheDoor({
    developmentOrigin,
    relay: (request) => calls.call(request.path, request.input),
    onMilestone: (milestone, contentsId) =>
      milestone === 'on-paper' ? printer.isReady(contentsId) : void reached(milestone),
    onRestart: () => calls.restart(),
  });
  powerMonitor.on('resume', () => calls.resumed());
  const preload = join(here, '../preload/index.cjs');
  const printer = createScreenPrinter({ preload, base: options.developmentUrl ?? `${appOrigin}/` });
  const opened = createWindows({
    preload,
    userData,
    developmentUrl: options.developmentUrl,
    tell: tellWindow,
    onLoaded: (window) => tellWindow(window, { type: 'host', ...hostState }),
  });
  windows = opened;
  installMenu(opened.tellFront, !app.isPackaged);
  const beside = startDesktopHabits(userData, {
    open: () => void opened.show(),
    tell: opened.tellInFront,
    quit: () => app.quit(),
  });
  habits = beside;
  waiting = watchWhatWaits(calls.call, beside.tell);
  // Only an installed Steward is the one that links shall open.
  if (app.isPackaged) app.setAsDefaultProtocolClient('steward');
  app.on('activate', () => void opened.show());
  // What the system starts waits in the tray, where it stays there anyway.
  if (options.atLogin && beside.staysInTray()) return;
  opened.open().once('ready-to-show', () => {
    timings.window = secondsSinceStart();
  });
  follow(process.argv);
}

/** The copy that the host is to open, once what was asked for is done: erased, or another company's in its place. */
function readyCopy(profiles: ProfileDesk) {
  const opening = profiles.toOpen();
  eraseAsAsked(opening.storeFile, [opening.logFile]);
  const by = readErased(opening.storeFile)?.signedOutBy;
  if (by !== undefined) profiles.signedOutBy(by);
  const { storeFile, isSignedOut, ...more } = by === undefined ? opening : profiles.toOpen();
  // Nothing of what stands in the place of a locked copy outlives this session.
  if (isSignedOut)
    return { storeFile, ...more, key: randomBytes(32).toString('hex'), keyKeptIn: 'file' as const };
  changeCompany(storeFile);
  const { key, keptIn } = storeKey(dirname(storeFile), systemKeychain);
  return { storeFile, ...more, key, keyKeptIn: keptIn };
}

/** Nothing of the connection before stays in a window. What asked for it is answered first. */
function openAnother(): void {
  setImmediate(() => {
    host?.startAgain();
    for (const window of BrowserWindow.getAllWindows()) window.webContents.reload();
  });
}

async function reached(milestone: Milestone): Promise<void> {
  if (milestone === 'interactive' && timings.interactive === null) {
    timings.interactive = secondsSinceStart();
    // From here on the manager would feel a delay: while sync and scoring run.
    loopDelay.reset();
  }
  if (milestone !== 'today-scored' || timings.scored !== null) return;
  timings.scored = secondsSinceStart();
  if (options.exitWhenReady) await leaveFigures().catch(fail);
}

async function leaveFigures(): Promise<void> {
  const window = BrowserWindow.getAllWindows()[0];
  if (window === undefined || host === null) throw new Error('the window closed before it was ready');
  const delayP99 = loopDelay.percentile(99) / 1e6;
  await saveScreenshot(window, options.screenshotFile);
  const figures = await headlineFigures(host.call, timings, Math.round(delayP99 * 100) / 100);
  process.stdout.write(`${JSON.stringify(figures)}\n`, () => app.quit());
}

function secondsSinceStart(): number {
  const began = process.getCreationTime() ?? performance.timeOrigin;
  return Math.round(Date.now() - began) / 1000;
}

/** Opens the screen that a link leads to, where there is one. */
function follow(argv: readonly string[]): void {
  const to = screenOfLink(argv);
  if (to !== null) windows?.tellInFront({ type: 'navigate', to });
}

/** The store is closed by the process that owns it, before this one goes. */
function closeHostFirst(event: Electron.Event): void {
  if (host === null) return;
  event.preventDefault();
  const closing = host;
  host = null;
  waiting?.end();
  habits?.end();
  void closing.close().finally(() => app.quit());
}

function fail(error: unknown): void {
  const message = errorMessage(error);
  console.error(`Steward can't start: ${message}`);
  if (!options.exitWhenReady) dialog.showErrorBox('Steward can’t start', message);
  app.exit(1);
}
