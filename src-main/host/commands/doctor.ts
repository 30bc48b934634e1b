import type { Command } from 'commander';
import { readHeadsFile, writeHeadsFile } from '../../company/audit/heads-file';
import { verifyAudit } from '../../company/audit/verify-audit';
import { diagnose } from '../../company/diagnose';
import type { Finding } from '../../company/doctor/finding';
import type { Mending } from '../../company/doctor/mend-catalogue';
import { mendCompany } from '../../company/mend-company';
import { StewardError } from '../../lib/steward-error';
import { urlOption } from './url-option';

const marks = { ok: 'ok     ', warning: 'warning', error: 'ERROR  ' } as const;

interface DoctorFlags {
  readonly url: string;
  readonly mend?: true;
  readonly audit?: true;
  readonly heads?: string;
  readonly reAnchor?: true;
  readonly reason?: string;
  readonly json?: true;
}

/** `steward doctor`: whether a desktop can work with the company's database, and whether its limits hold. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description("Check the company's database as a login sees it, and say what to do.")
    .addOption(urlOption())
    .option('--mend', 'set right what can be, with a login that owns the schema; then check')
    .option('--audit', 'verify the audit instead, row by row, as an admin who sees every account')
    .option(
      '--heads <file>',
      'with --audit: compare with the heads this file remembers; if all is whole, remember those of now',
    )
    .option(
      '--re-anchor',
      'with --audit: accept what is wrong with the audit until now, with a login that owns the schema',
    )
    .option('--reason <text>', 'with --re-anchor: why, which the audit keeps')
    .option('--json', 'report as JSON')
    .action(runDoctor);
}

async function runDoctor(flags: DoctorFlags): Promise<void> {
  refuseUnfit(flags);
  const mending = flags.mend === undefined ? null : await mendCompany(flags.url);
  const findings = flags.audit
    ? await auditFindings(flags)
    : await diagnose(flags.url, Date.now, { administrates: mending !== null });
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

function refuseUnfit({ audit, mend, heads, reAnchor, reason }: DoctorFlags): void {
  const problem =
    !audit && (heads !== undefined || reAnchor || reason !== undefined)
      ? '--heads, --re-anchor and --reason go with --audit.'
      : audit && mend
        ? 'Run --mend and --audit one after the other.'
        : reAnchor && !reason?.trim()
          ? 'Say why the audit is anchored anew: --reason "…". The audit keeps it.'
          : !reAnchor && reason !== undefined
            ? '--reason goes with --re-anchor.'
            : null;
  if (problem !== null) throw new StewardError('invalid_input', problem);
}

async function auditFindings({
  url,
  heads: file,
  reAnchor,
  reason,
}: DoctorFlags): Promise<readonly Finding[]> {
  const remembered = file === undefined ? [] : await readHeadsFile(file);
  const verdict = await verifyAudit(url, {
    remembered,
    ...(reAnchor && reason !== undefined ? { reason: reason.trim() } : {}),
  });
  const whole = verdict.findings.every(({ level }) => level !== 'error');
  if (file !== undefined && whole) await writeHeadsFile(file, verdict.heads);
  return verdict.findings;
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
