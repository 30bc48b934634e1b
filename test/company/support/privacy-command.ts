import { Command } from 'commander';
import { vi } from 'vitest';
import { addPrivacyCommand } from '../../../src-main/host/commands/privacy';

/** `steward privacy …` as the login of this address. @returns what it says */
export async function runPrivacy(url: string, command: string, ...args: string[]): Promise<string> {
  const told: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => told.push(line));
  try {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
    addPrivacyCommand(program);
    await program.parseAsync(['privacy', command, '--url', url, ...args], { from: 'user' });
    return told.join('\n');
  } finally {
    log.mockRestore();
  }
}
