import { z } from 'zod';
import { shownCertificateSchema } from '../../src-preload/contract/company/pins';
import { deskNoticesSchema } from '../../src-preload/contract/desk-notices';
import { accountLinksSchema } from '../../src-preload/contract/links';
import {
  chooseProtectionInputSchema,
  configPreviewSchema,
  configVersionSchema,
  configVersionsSchema,
  connectionSchema,
  connectionTestSchema,
  meSchema,
  previewConfigInputSchema,
  saveConfigInputSchema,
  savedConfigSchema,
  setConnectionInputSchema,
  usualMeasuresSchema,
} from '../../src-preload/contract/settings';
import { saveAccountLinks } from '../actions/desk/account-links';
import { saveDeskNotices } from '../actions/desk/desk-notices';
import { publishConfig, saveConfig } from '../actions/scores/save-config';
import { diagnose } from '../company/diagnose';
import { worstFirst } from '../company/doctor/finding';
import { parseAddress } from '../lib/company-address';
import { lookAtCertificate } from '../ports/postgres/look-at-certificate';
import { countAccountsOf } from '../store/accounts/organization-ids';
import { readOwnManager } from '../store/copy/membership';
import { readSyncState } from '../store/copy/sync-state';
import { readAccountLinks } from '../store/desk/account-links';
import { readDeskNotices } from '../store/desk/notices';
import { readConfigVersion, readConfigVersions } from '../store/scores/configs';
import { previewConfig } from '../work/scoring/preview-config';
import { usualMeasures } from '../work/scoring/usual-measures';
import { computing, managing, ownWork, ownWorkLocked, reading, readingLocked, router } from './procedure';

export const settingsProcedures = router({
  connection: readingLocked.output(connectionSchema).query(({ ctx }) => {
    const current = ctx.connection.current();
    return {
      host: current?.host ?? null,
      port: current?.port ?? null,
      database: current?.database ?? null,
      login: current?.login ?? null,
      parameters: current?.parameters ?? {},
      protection: current?.protection ?? null,
      asksProtection: ctx.connection.asksProtection(),
      problem: ctx.connection.problem(),
      keepsAddress: ctx.connection.keepsAddress,
      keyKeptIn: ctx.connection.keyKeptIn,
      rawEventDays: readSyncState(ctx.store.read).rawEventDays,
    };
  }),
  me: reading.output(meSchema).query(({ ctx }) => {
    const managerId = readOwnManager(ctx.store.read);
    return {
      login: readSyncState(ctx.store.read).login,
      role: ctx.role(),
      managerId,
      ownAccounts: managerId === null ? 0 : countAccountsOf(ctx.store.read, managerId),
    };
  }),
  links: reading.output(accountLinksSchema).query(({ ctx }) => ({ links: readAccountLinks(ctx.store.read) })),
  setLinks: ownWork(['settings'])
    .input(accountLinksSchema)
    .output(z.object({}))
    .mutation(({ ctx, input }) => {
      saveAccountLinks(ctx.actions, input.links);
      return {};
    }),
  notices: reading.output(deskNoticesSchema).query(({ ctx }) => readDeskNotices(ctx.store.read)),
  setNotices: ownWork(['settings'])
    .input(deskNoticesSchema)
    .output(z.object({}))
    .mutation(({ ctx, input }) => {
      saveDeskNotices(ctx.actions, input);
      return {};
    }),
  setConnection: ownWorkLocked(['settings', 'monitor', 'profiles'])
    .input(setConnectionInputSchema)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await ctx.connection.use(input.url);
      return {};
    }),
  chooseProtection: ownWorkLocked(['settings', 'monitor', 'profiles'])
    .input(chooseProtectionInputSchema)
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await ctx.connection.chooseProtection(input.protection);
      return {};
    }),
  testConnection: ownWorkLocked([], 'heavy')
    .input(setConnectionInputSchema)
    .output(connectionTestSchema)
    .mutation(async ({ input }) => {
      const findings = await diagnose(input.url);
      return {
        ok: findings.every((finding) => finding.level !== 'error'),
        findings: worstFirst(findings, 50),
      };
    }),
  lookAtCertificate: ownWorkLocked([], 'heavy')
    .input(setConnectionInputSchema)
    .output(shownCertificateSchema)
    .mutation(({ input }) => lookAtCertificate(parseAddress(input.url))),
  configs: reading.output(configVersionsSchema).query(({ ctx }) => readConfigVersions(ctx.store.read)),
  config: reading
    .input(z.object({ version: z.number().int().positive() }))
    .output(configVersionSchema)
    .query(({ ctx, input }) => readConfigVersion(ctx.store.read, input.version)),
  usualMeasures: reading.output(usualMeasuresSchema).query(() => usualMeasures()),
  previewConfig: computing
    .input(previewConfigInputSchema)
    .output(configPreviewSchema)
    .query(({ ctx, input }) => previewConfig(ctx.store, input.config)),
  publishConfig: managing(['settings'])
    .input(z.object({ version: z.number().int().positive() }))
    .output(z.object({}))
    .mutation(({ ctx, input }) => {
      publishConfig(ctx.actions, input.version);
      return {};
    }),
  saveConfig: managing(['settings'])
    .input(saveConfigInputSchema)
    .output(savedConfigSchema)
    .mutation(({ ctx, input }) => saveConfig(ctx.actions, input)),
});
