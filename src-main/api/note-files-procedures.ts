import { writeFile } from 'node:fs/promises';
import { z } from 'zod';
import {
  attachInputSchema,
  attachmentContentSchema,
  attachmentInputSchema,
  attachmentKeySchema,
  heldFileSchema,
  holdFileInputSchema,
} from '../../src-preload/contract/attachments';
import { savedFileSchema } from '../../src-preload/contract/reports/files';
import { attachFile, detachFile } from '../actions/notes/attachments';
import { readFileAt } from '../company/notes/read-file-at';
import { takeFile } from '../lib/attachments/take-file';
import { StewardError } from '../lib/steward-error';
import { writeWhole } from '../reports/write-whole';
import { holdFile, readFileContent } from '../store/attachments/held-files';
import { readAttachment, type StoredAttachment } from '../store/attachments/read-attachments';
import { writeTransaction } from '../store/write-transaction';
import type { ApiContext } from './context';
import { heavyWork, managing, reading } from './procedure';

const nothing = z.object({});
const writing = managing(['account']);

/** Files of notes: a part of the procedures about an account. */
export const noteFileProcedures = {
  holdFile: managing([])
    .input(holdFileInputSchema)
    .output(heldFileSchema)
    .mutation(async ({ ctx, input }) => {
      const content = Buffer.from(input.content, 'base64');
      const file = await takeFile(input.name, content);
      writeTransaction(ctx.store, 'files.hold', (tx) => holdFile(tx, file, content, ctx.clock.now()));
      return file;
    }),
  attachFile: writing
    .input(attachInputSchema)
    .output(attachmentKeySchema)
    .mutation(({ ctx, input: { noteId, file } }) => ({
      attachmentId: attachFile(ctx.actions, { noteId, file }),
    })),
  detachFile: writing
    .input(attachmentInputSchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      detachFile(ctx.actions, input.attachmentId);
      return {};
    }),
  file: reading
    .input(attachmentInputSchema)
    .output(attachmentContentSchema)
    .query(async ({ ctx, input }) => {
      const file = standing(ctx, input.attachmentId);
      return { type: file.type, content: (await contentOf(ctx, file)).toString('base64') };
    }),
  saveFile: heavyWork([])
    .input(attachmentInputSchema)
    .output(savedFileSchema)
    .mutation(async ({ ctx, input }) => {
      const file = standing(ctx, input.attachmentId);
      const content = await contentOf(ctx, file);
      const path = z
        .string()
        .nullable()
        .parse(await ctx.askShell({ kind: 'save-path', suggestedName: file.name }));
      if (path === null) return { path, rows: 0 };
      await writeWhole(path, (part) => writeFile(part, content));
      return { path, rows: 1 };
    }),
};

function standing({ store }: ApiContext, attachmentId: string): StoredAttachment {
  const file = readAttachment(store.read, attachmentId);
  if (file === undefined) throw new StewardError('not_found', 'This file was removed already.');
  return file;
}

/** From this computer; one that has not come yet, from the company. */
async function contentOf(ctx: ApiContext, { id, name, sha256 }: StoredAttachment): Promise<Buffer> {
  const here = readFileContent(ctx.store.read, sha256);
  if (here !== undefined) return here;
  try {
    const found = await ctx.company.ask((session) => readFileAt(session, id, sha256));
    if (found !== null) return found;
  } catch (error) {
    if (!(error instanceof StewardError) || error.code !== 'offline') throw error;
    throw new StewardError(
      'offline',
      `“${name}” is at the company and not on this computer yet. ${error.message}`,
      undefined,
      { cause: error },
    );
  }
  throw new StewardError('not_found', `The company doesn’t have “${name}” any more.`);
}
