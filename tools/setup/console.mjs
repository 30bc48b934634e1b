// @ts-check
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

/**
 * One line of progress. Goes to stderr: stdout belongs to the command the user asked for (`npm run -s steward`).
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`steward: ${text}\n`);
}

/** A failure the user can mend: its message says what to do, so it is shown without a stack. */
export class SetupError extends Error {}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limitSeconds] ends the command after so long; it then counts as failed
 *
 * @typedef {object} RunResult
 * @property {boolean} ok exit code 0 within the time limit
 * @property {string} output stdout and stderr as they came
 */

/**
 * Runs a command to its end and keeps what it printed; never throws.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const limit = options.limitSeconds
      ? setTimeout(() => {
          output += `\nended after ${options.limitSeconds} s without finishing\n`;
          child.kill('SIGKILL');
        }, options.limitSeconds * 1000)
      : undefined;
    const end = (/** @type {boolean} */ ok) => {
      clearTimeout(limit);
      resolve({ ok, output });
    };
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/**
 * A long step: says what is done now, and how long it took. Throws SetupError with the command's last lines.
 * @param {string} what
 * @param {() => Promise<RunResult>} work
 * @param {string} todo what the user can do when it fails
 */
export async function longStep(what, work, todo) {
  const started = Date.now();
  say(`${what} ...`);
  const result = await work();
  if (!result.ok) throw new SetupError(`${what} failed.\n${lastLines(result.output)}\n${todo}`);
  say(`${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * @param {string} output
 * @param {number} [count]
 */
export function lastLines(output, count = 15) {
  return stripVTControlCharacters(output).trimEnd().split('\n').slice(-count).join('\n');
}
