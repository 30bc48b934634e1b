import { BrowserWindow, ipcMain } from 'electron';
import { z } from 'zod';
import type { WindowEvent } from '../../src-preload/contract/wire/bridge';
import {
  callChannel,
  eventChannel,
  milestoneChannel,
  restartChannel,
} from '../../src-preload/contract/wire/channels';
import type { CallRequest, CallResponse } from '../../src-preload/contract/wire/envelope';
import { isTrustedFrame } from './frame-check';
import { checkRequest, refuse } from './request-guard';

const milestoneSchema = z.enum(['interactive', 'today-scored', 'on-paper']);
export type Milestone = z.infer<typeof milestoneSchema>;

export interface DoorOptions {
  readonly developmentOrigin: string | null;
  readonly relay: (request: CallRequest) => Promise<CallResponse>;
  /** @param contentsId of the page that reached it */
  readonly onMilestone: (milestone: Milestone, contentsId: number) => void;
  readonly onRestart: () => void;
}

/** The one door between screens and everything else. */
export function openTheDoor({ developmentOrigin, relay, onMilestone, onRestart }: DoorOptions): void {
  ipcMain.handle(callChannel, async (event, raw: unknown): Promise<CallResponse> => {
    if (!isTrustedFrame(event.senderFrame, developmentOrigin))
      return refuse('forbidden', 'This page may not call Steward.');
    const checked = checkRequest(raw);
    return 'refusal' in checked ? checked.refusal : relay(checked.request);
  });
  ipcMain.on(milestoneChannel, (event, raw: unknown) => {
    const milestone = milestoneSchema.safeParse(raw);
    if (milestone.success && isTrustedFrame(event.senderFrame, developmentOrigin))
      onMilestone(milestone.data, event.sender.id);
  });
  ipcMain.on(restartChannel, (event) => {
    if (isTrustedFrame(event.senderFrame, developmentOrigin)) onRestart();
  });
}

/** Tells every window. */
export function tellWindows(event: WindowEvent): void {
  for (const window of BrowserWindow.getAllWindows()) tellWindow(window, event);
}

export function tellWindow(window: BrowserWindow, event: WindowEvent): void {
  if (!window.isDestroyed()) window.webContents.send(eventChannel, event);
}
