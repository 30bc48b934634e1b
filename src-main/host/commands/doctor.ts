import type { Command } from 'commander';
import { diagnose } from '../../company/diagnose';
import type { Finding } from '../../company/doctor/finding';
import type { Mending } from '../../company/doctor/mend-catalogue';
import { mendCompany } from '../../company/mend-company';
import { urlOption } from './url-option';

const marks = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' } as const;

/** `steward doctor`: whether a desktop can work with the company's database, and whether its limits hold. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description("Check the company's database as a login sees it, and say what to do.")
    .addOption(urlOption())
    .option('--mend', 'set right what can be, with a login that owns the schema; then check')
    .option('--json', 'report as JSON')
    .action(runDoctor);
}

async function runDoctor(flags: { url: string; mend?: true; json?: true }): Promise<void> {
  const mending = flags.mend === undefined ? null : await mendCompany(flags.url);
  const findings = await diagnose(flags.url, Date.now, { administrates: mending !== null });
  const broken = findings.some((finding) => finding.level === 'error');
  if (broken) process.exitCode = 1;
  if (flags.json) {
    const mended = mending === null ? {} : { mended: mending.done, refused: mending.refused };
    console.log(JSON.stringify({ ok: !broken, findings, ...mended }));
    return;
  }
  if (mending !== null) tellMending(mending);
  for (const finding of findings) tellFinding(finding);
}

function tellMending({ done, refused }: Mending): void {
  if (done.length + refused.length === 0) console.log('Nothing to mend.');
  for (const sql of done) console.log(`mended   ${oneLine(sql)}`);
  for (const { sql, reason } of refused) console.log(`REFUSED  ${oneLine(sql)}\n         -> ${reason}`);
}

function tellFinding({ check, level, text, todo }: Finding): void {
  console.log(`${marks[level]}  ${check}: ${text}${todo === null ? '' : `\n         -> ${todo}`}`);
}

function oneLine(sql: string): string {
  const line = sql.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
