import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { addTeamCommand } from '../../src-main/host/commands/team';

/** Invites somebody by `steward team add`. @param access such as `--book ann@x.org` @returns the invitation's text */
export async function inviteByCommand(
  keeperUrl: string,
  login: string,
  access: readonly string[],
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-invitation-'));
  const file = join(folder, 'invitation.json');
  const program = new Command().exitOverride();
  addTeamCommand(program);
  const { log } = console;
  console.log = () => {};
  try {
    await program.parseAsync(
      ['team', 'add', login, '--role', 'manager', ...access, '--invitation', file, '--url', keeperUrl],
      { from: 'user' },
    );
    return readFileSync(file, 'utf8');
  } finally {
    console.log = log;
    rmSync(folder, { recursive: true });
  }
}
