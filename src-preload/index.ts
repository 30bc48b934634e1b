import { contextBridge, ipcRenderer } from 'electron';
import type { StewardBridge, WindowEvent } from './contract/wire/bridge';
import { callChannel, eventChannel, milestoneChannel, restartChannel } from './contract/wire/channels';

const platforms = ['linux', 'darwin', 'win32'] as const;

const bridge: StewardBridge = {
  call: (path, input) => ipcRenderer.invoke(callChannel, { path, input }),
  subscribe(listener) {
    const forward = (_event: unknown, event: WindowEvent) => listener(event);
    ipcRenderer.on(eventChannel, forward);
    return () => {
      ipcRenderer.removeListener(eventChannel, forward);
    };
  },
  restartEngine: () => ipcRenderer.send(restartChannel),
  milestone: (name) => ipcRenderer.send(milestoneChannel, name),
  platform: platforms.find((platform) => platform === process.platform) ?? 'other',
};

contextBridge.exposeInMainWorld('steward', bridge);
