import { z } from 'zod';
import {
  type AuditFilter,
  auditExportInputSchema,
  auditListInputSchema,
  auditListSchema,
  auditPeopleSchema,
  auditRowsAtOnce,
  auditVerificationSchema,
} from '../../src-preload/contract/audit/audit';
import { savedFileSchema } from '../../src-preload/contract/reports/files';
import { readAuditPeople } from '../company/audit/audit-people';
import { atTheAudit } from '../company/audit/audit-session';
import { writeHeadsFile } from '../company/audit/heads-file';
import { eachAuditRow, readAuditPage, readAuditTime } from '../company/audit/read-audit';
import { formatDay } from '../lib/day';
import { StewardError } from '../lib/steward-error';
import { exportAudit } from '../reports/export-audit';
import type { OutFile } from '../reports/table';
import { readOrganizationNames } from '../store/accounts/organization-ids';
import { rememberedHeads } from '../store/audit/remembered-heads';
import { companyCalendar } from '../store/copy/company-calendar';
import { auditChoice } from './audit-choice';
import { today } from './company-today';
import type { ApiContext } from './context';
import { administering, heavyWork, reading, router } from './procedure';
import { saveTable } from './save-table';

const nothing = z.object({});

export const auditProcedures = router({
  list: reading
    .input(auditListInputSchema)
    .output(auditListSchema)
    .query(({ ctx, input }) =>
      readingAudit(ctx, async (client) => {
        const asOf = await readAuditTime(client);
        const choice = auditChoice(input.filter, companyCalendar(ctx.store.read));
        const { rows, next } = await readAuditPage(client, choice, input.cursor ?? null, auditRowsAtOnce);
        return { rows: [...rows], next, asOf };
      }),
    ),
  people: reading
    .output(auditPeopleSchema)
    .query(({ ctx }) => readingAudit(ctx, async (client) => ({ people: await readAuditPeople(client) }))),
  export: heavyWork([])
    .input(auditExportInputSchema)
    .output(savedFileSchema)
    .mutation(({ ctx, input: { filter, format = 'csv' } }) =>
      saveTable(ctx, `audit ${formatDay(today(ctx))}`, format, (file) => writeAudit(ctx, filter, file)),
    ),
  saveHeads: heavyWork([])
    .output(savedFileSchema)
    .mutation(async ({ ctx }) => {
      const suggestedName = `audit heads ${formatDay(today(ctx))}.json`;
      const path = z
        .string()
        .nullable()
        .parse(await ctx.askShell({ kind: 'save-path', suggestedName }));
      if (path === null) return { path, rows: 0 };
      const heads = rememberedHeads(ctx.store.read).map(({ chain, number, hash }) => ({
        chain,
        number,
        hash,
      }));
      await writeHeadsFile(path, heads);
      return { path, rows: heads.length };
    }),
  verification: reading.output(auditVerificationSchema).query(({ ctx }) => ctx.auditVerifier.standing()),
  verify: administering([])
    .output(nothing)
    .mutation(({ ctx }) => {
      ctx.auditVerifier.begin(addressOf(ctx));
      return {};
    }),
  cancelVerification: administering([])
    .output(nothing)
    .mutation(({ ctx }) => {
      ctx.auditVerifier.cancel();
      return {};
    }),
});

type AtTheAudit = Parameters<typeof atTheAudit>[1];

/** The audit is not copied: without the company's database there is none to show, which is said. */
async function readingAudit<T>(
  ctx: ApiContext,
  read: (client: Parameters<AtTheAudit>[0]) => Promise<T>,
): Promise<T> {
  try {
    return await atTheAudit(addressOf(ctx), read);
  } catch (error) {
    if (!(error instanceof StewardError) || error.code !== 'offline') throw error;
    throw new StewardError(
      'offline',
      `The audit is kept at the company and not copied to this computer. ${error.message}`,
      undefined,
      { cause: error },
    );
  }
}

function addressOf({ connection }: ApiContext): string {
  const address = connection.address();
  if (address !== null) return address;
  throw new StewardError(
    'not_ready',
    'No company is connected, and the audit is kept there. Give its address under Settings, Connection.',
  );
}

async function writeAudit(ctx: ApiContext, filter: AuditFilter, file: OutFile): Promise<number> {
  const choice = auditChoice(filter, companyCalendar(ctx.store.read));
  const account = filter.chain === undefined ? [] : readOrganizationNames(ctx.store.read, [filter.chain]);
  return readingAudit(ctx, async (client) => {
    const asOf = await readAuditTime(client);
    const rows = eachAuditRow(client, choice);
    return exportAudit({ filter, asOf, accountName: account[0]?.name ?? null, rows }, file);
  });
}
