import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../checks/support/source-files';
import { referencePath } from '../support/reference-data';
import type { Question, Verdict } from './judge-worker';

export interface Judge {
  /** @returns null when it took longer than it may: the fault makes the program hang */
  judge(question: Question, mostMilliseconds: number): Promise<Verdict | null>;
  end(): void;
}

/** Judges faults in a sandbox. A fault that hangs ends the process that judges it; the next gets another. */
export function createJudge(sandbox: string): Judge {
  let worker: Promise<ChildProcess> | null = null;

  return {
    async judge(question, mostMilliseconds) {
      worker ??= startWorker(sandbox);
      const child = await worker;
      const verdict = await answerOf(child, question, mostMilliseconds);
      if (verdict === null) {
        worker = null;
        endWithAll(child);
        // What the worker would have put back.
        writeFileSync(join(sandbox, question.file), question.original);
      }
      return verdict;
    },
    end() {
      void worker?.then(endWithAll);
    },
  };
}

/** A sandbox lies elsewhere than the checkout: tests would not find the reference data beside it, and pass it over. */
export function judgeEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, STEWARD_REFERENCE_DATA: referencePath() };
}

function startWorker(sandbox: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [join(root, 'tools/run-ts.mjs'), join(root, 'test/mutation/judge-worker.ts'), sandbox],
    // A group of its own, so that it ends together with the processes its tests run in.
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], detached: true, env: judgeEnvironment() },
  );
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`a judge ended with ${code} before it began`)));
  });
}

function answerOf(child: ChildProcess, question: Question, most: number): Promise<Verdict | null> {
  return new Promise((resolve) => {
    const answered = (verdict: Verdict | null) => {
      clearTimeout(timer);
      child.off('message', heard);
      child.off('exit', ended);
      resolve(verdict);
    };
    const heard = (verdict: Verdict) => answered(verdict);
    const ended = () => answered(null);
    const timer = setTimeout(ended, most);
    child.on('message', heard);
    child.on('exit', ended);
    child.send(question);
  });
}

function endWithAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}
