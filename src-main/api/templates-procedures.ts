import { z } from 'zod';
import { brandSchema, savedBrandSchema } from '../../src-preload/contract/templates/brand';
import {
  archiveTemplateInputSchema,
  previewInputSchema,
  previewSchema,
  recipientsInputSchema,
  recipientsSchema,
  saveTemplateInputSchema,
  templateFindingsSchema,
  templateIdInputSchema,
  templateListSchema,
  templateSchema,
  templateVersionsSchema,
  testMailInputSchema,
  testMailSchema,
  testStandingSchema,
  triedTemplateSchema,
  tryTemplateInputSchema,
} from '../../src-preload/contract/templates/templates';
import { setBrand } from '../actions/templates/brand';
import { archiveTemplate, saveTemplate } from '../actions/templates/templates';
import { askForTest, testStanding } from '../company/sending/send-test';
import { StewardError } from '../lib/steward-error';
import { readBrand } from '../store/templates/read-brand';
import { readTemplate, readTemplates, readTemplateVersions } from '../store/templates/read-templates';
import { compileForSave } from '../work/templates/compile-for-save';
import { findRecipients } from '../work/templates/find-recipients';
import { offeredStarters } from '../work/templates/offered-starters';
import { templateFindings } from '../work/templates/template-findings';
import { previewTemplate, tryTemplate } from '../work/templates/try-template';
import { administering, computing, heavyReading, managing, reading, router } from './procedure';

const nothing = z.object({});
const topics = ['templates', 'monitor'] as const;

export const templateProcedures = router({
  list: reading.output(templateListSchema).query(({ ctx }) => ({
    templates: readTemplates(ctx.store.read).map(({ mjml: _layout, ...template }) => template),
    starters: offeredStarters(),
  })),
  read: reading
    .input(templateIdInputSchema)
    .output(templateSchema)
    .query(({ ctx, input }) => {
      const template = readTemplate(ctx.store.read, input.id);
      if (template === undefined)
        throw new StewardError('not_found', 'This template is not in your copy any more.');
      return template;
    }),
  versions: reading
    .input(templateIdInputSchema)
    .output(templateVersionsSchema)
    .query(({ ctx, input }) => readTemplateVersions(ctx.store.read, input.id)),
  findings: computing
    .output(templateFindingsSchema)
    .query(({ ctx }) => templateFindings(ctx.store.read, ctx.mail)),
  recipients: reading
    .input(recipientsInputSchema)
    .output(recipientsSchema)
    .query(({ ctx, input }) => findRecipients(ctx.store.read, ctx.names, input.search)),
  preview: computing
    .input(previewInputSchema)
    .output(previewSchema)
    .query(({ ctx, input }) =>
      previewTemplate({ db: ctx.store.read, mail: ctx.mail, now: ctx.clock.now() }, input),
    ),
  tryOut: computing
    .input(tryTemplateInputSchema)
    .output(triedTemplateSchema)
    .query(({ ctx, input }) =>
      tryTemplate({ db: ctx.store.read, mail: ctx.mail, now: ctx.clock.now() }, input),
    ),
  sendTest: managing([])
    .input(previewInputSchema)
    .output(testMailSchema)
    .mutation(async ({ ctx, input }) => {
      const trying = { db: ctx.store.read, mail: ctx.mail, now: ctx.clock.now() };
      const { rendering } = await previewTemplate(trying, input);
      if (rendering === null)
        throw new StewardError('invalid_input', 'There is no mail of it yet: mend its errors first.');
      if (rendering.kind === 'refused')
        throw new StewardError('invalid_input', `This contact would get no mail: ${rendering.words}.`);
      return ctx.company.ask((session) => askForTest(session, rendering));
    }),
  testStanding: heavyReading
    .input(testMailInputSchema)
    .output(testStandingSchema)
    .query(({ ctx, input }) => ctx.company.ask((session) => testStanding(session, input.id))),
  save: managing(topics)
    .input(saveTemplateInputSchema)
    .output(templateIdInputSchema)
    .mutation(async ({ ctx, input }) => {
      const { id, version, name, category, language, isTransactional, channel = 'email' } = input;
      const { subject, preheader, mjml } = input;
      const html = await compileForSave(ctx.mail, input);
      const content = { subject, preheader, mjml, html, ...(channel === 'email' ? {} : { channel }) };
      return {
        id: saveTemplate(ctx.actions, { id, version, name, category, language, isTransactional, content }),
      };
    }),
  archive: managing(topics)
    .input(archiveTemplateInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      archiveTemplate(ctx.actions, input.id, input.archived);
      return {};
    }),
  brand: reading.output(savedBrandSchema.nullable()).query(({ ctx }) => readBrand(ctx.store.read)),
  setBrand: administering(topics)
    .input(brandSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      setBrand(ctx.actions, input);
      return {};
    }),
});
