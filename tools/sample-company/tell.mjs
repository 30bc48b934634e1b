// @ts-check
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root } from '../setup/places.mjs';

// From its sources, so that it works whether the app is built or not.
const steward = [join(root, 'tools', 'run-ts.mjs'), join(root, 'src-main', 'host', 'steward.ts')];

/**
 * Writes a part of the story as CSV files and loads them through the same door as any company's. Both run in processes
 * of their own: whoever calls this has windows to open meanwhile.
 * @param {object} options
 * @param {string} options.folder for the files, which are gone afterwards
 * @param {string} options.url of the database, made when missing
 * @param {string[]} options.story arguments of generate.mjs: which days
 * @param {AbortSignal} options.signal ends it in its middle; telling the same days again completes them
 */
export async function tell({ folder, url, story, signal }) {
  const files = mkdtempSync(join(folder, 'story-'));
  try {
    await runNode([join(import.meta.dirname, 'generate.mjs'), '--folder', files, ...story], signal);
    const load = ['company', 'create', '--url', url, '--from', files, '--json'];
    refuseSetAsideRows(await runNode([...steward, ...load], signal));
  } finally {
    rmSync(files, { recursive: true, force: true });
  }
}

/**
 * Brings the database of a company that is there to the schema of this Steward.
 * @param {{ url: string, signal: AbortSignal }} options
 */
export async function upgrade({ url, signal }) {
  await runNode([...steward, 'company', 'create', '--url', url, '--json'], signal);
}

/** @param {string} output of `company create --json` */
function refuseSetAsideRows(output) {
  /** @type {import('../../src-main/company/load-report').LoadReport} */
  const report = JSON.parse(output);
  const problems = report.files.flatMap(({ table, reasons }) =>
    reasons.map(({ reason }) => `${table}: ${reason}`),
  );
  if (problems.length > 0)
    throw new Error(`rows of the sample company were set aside:\n${problems.join('\n')}`);
}

/**
 * @param {string[]} args
 * @param {AbortSignal} signal
 * @returns {Promise<string>} what it printed
 */
function runNode(args, signal) {
  return new Promise((resolve, reject) => {
    const child = spawn(node24, args, { signal, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors = `${errors}${chunk}`.slice(-4000);
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`loading the sample company failed:\n${errors.trimEnd()}`));
    });
  });
}
