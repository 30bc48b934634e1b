import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, vi } from 'vitest';
import { addEvaluateCommand } from '../../../src-main/host/commands/evaluate';
import type { EvaluationReport } from '../../../src-main/host/commands/evaluation/print-evaluation';

/** What `steward evaluate` prints; its failures are thrown. */
export async function evaluated(...args: string[]): Promise<string> {
  const program = new Command('steward').exitOverride().configureOutput({ writeErr: () => undefined });
  addEvaluateCommand(program);
  program.commands[0]?.exitOverride().configureOutput({ writeErr: () => undefined });
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await program.parseAsync(['evaluate', ...args], { from: 'user' });
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
  }
}

export async function evaluationReport(...args: string[]): Promise<EvaluationReport> {
  return JSON.parse(await evaluated(...args, '--json'));
}

/** Files that are there while the tests of the file that asks run. */
export function filesForTests(): (name: string, content: string | Buffer) => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'steward-evaluate-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}
