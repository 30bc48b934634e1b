import { callErrorOf } from '../api/call-error';
import { trpcClient } from '../api/client';
import { runCommand } from '../api/shell-commands';
import { notifyFailure } from '../ui/notify';
import type { PaletteAction } from './palette-actions';

/** Does what a command of the palette says. */
export function carryOut({ command }: Extract<PaletteAction, { command: unknown }>): void {
  if (command === 'score-all') {
    trpcClient.monitor.scoreAll.mutate().catch((error: unknown) => notifyFailure(callErrorOf(error)));
  } else {
    runCommand(command);
  }
}
