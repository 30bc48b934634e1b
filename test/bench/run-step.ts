import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';

const runner = resolve(import.meta.dirname, '../../tools/run-ts.mjs');

/**
 * Runs a step of a benchmark in a process of its own, so that its memory is its own.
 * @param script file of this folder @param args the step first
 * @returns the JSON it prints
 */
export function runStep(script: string, args: readonly (string | number)[]): Promise<unknown> {
  return new Promise((done, failed) => {
    const child = spawn(
      process.execPath,
      [runner, join(import.meta.dirname, script), ...args.map((argument) => String(argument))],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.on('error', failed);
    child.on('close', (code) => {
      if (code === 0) done(JSON.parse(output));
      else failed(new Error(`${script} ${args[0]} ended with ${code}`));
    });
  });
}
