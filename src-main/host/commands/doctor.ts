import type { Command } from 'commander';
import { diagnose } from '../../company/diagnose';
import { urlOption } from './url-option';

const marks = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' } as const;

/** `steward doctor`: whether a desktop can work with the company's database, and whether its limits hold. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description("Check the company's database as a login sees it, and say what to do.")
    .addOption(urlOption())
    .option('--json', 'report as JSON')
    .action(async (flags: { url: string; json?: true }) => {
      const findings = await diagnose(flags.url);
      const broken = findings.some((finding) => finding.level === 'error');
      if (broken) process.exitCode = 1;
      if (flags.json) {
        console.log(JSON.stringify({ ok: !broken, findings }));
        return;
      }
      for (const { check, level, text, todo } of findings) {
        console.log(`${marks[level]}  ${check}: ${text}${todo === null ? '' : `\n         -> ${todo}`}`);
      }
    });
}
