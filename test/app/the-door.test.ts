import type { IpcMainEvent, IpcMainInvokeEvent, WebFrameMain } from 'electron';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openTheDoor } from '../../src-main/ipc/the-door';
import { callChannel, milestoneChannel, restartChannel } from '../../src-preload/contract/wire/channels';
import {
  type CallRequest,
  callRequestSchema,
  callResponseSchema,
} from '../../src-preload/contract/wire/envelope';

const runs = Number(process.env['STEWARD_FUZZ'] ?? 100) * 3;

type Invoked = (event: Pick<IpcMainInvokeEvent, 'senderFrame'>, raw: unknown) => Promise<unknown>;
type Heard = (
  event: Pick<IpcMainEvent, 'senderFrame'> & { readonly sender?: { readonly id: number } },
  raw: unknown,
) => void;
const { invoked, heard } = vi.hoisted(() => ({
  invoked: new Map<string, Invoked>(),
  heard: new Map<string, Heard>(),
}));
vi.mock('electron', () => ({
  BrowserWindow: { getAllWindows: () => [] },
  ipcMain: {
    handle: (channel: string, handler: Invoked) => invoked.set(channel, handler),
    on: (channel: string, handler: Heard) => heard.set(channel, handler),
  },
}));

const relayed: CallRequest[] = [];
const told: string[] = [];
beforeEach(() => {
  relayed.length = 0;
  told.length = 0;
  openTheDoor({
    developmentOrigin: null,
    async relay(request) {
      relayed.push(request);
      return { ok: true, data: null };
    },
    onMilestone: (milestone, contentsId) => told.push(`${milestone} of ${contentsId}`),
    onRestart: () => told.push('restart'),
  });
});

const frameOf = (url: string, parent: WebFrameMain | null = null) => ({ url, parent }) as WebFrameMain;
const sender = { id: 7 };
const own = frameOf('app://steward/index.html');

async function call(frame: WebFrameMain | null, raw: unknown) {
  return callResponseSchema.parse(await invoked.get(callChannel)?.({ senderFrame: frame }, raw));
}

const part = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
});
/** What is nearly a call, and what is nothing of the kind. */
const raw = fc.oneof(
  fc.record(
    {
      path: fc.oneof(
        fc.constantFrom('today.get', 'accounts.list', '__proto__.x', 'a.b;c', 'today.get\n'),
        part,
      ),
      input: part,
      more: part,
    },
    { requiredKeys: [] },
  ),
  part,
  part.map((value) => Object.create({ path: 'today.get', input: value })),
  fc.constantFrom(() => 1, Symbol('a'), new Proxy({}, {}), new Error('x', { cause: 1n })),
);

describe('the door', () => {
  it('is ours to open', async () => {
    expect(await call(own, { path: 'today.get', input: {} })).toEqual({ ok: true, data: null });
  });

  it('answers whatever it is handed with an answer of its own, and lets through nothing but calls', async () => {
    await fc.assert(
      fc.asyncProperty(raw, async (value) => {
        relayed.length = 0;
        const answer = await call(own, value);
        for (const request of relayed) {
          expect(callRequestSchema.parse(request)).toEqual(request);
          expect(Object.keys(request).filter((name) => name !== 'path' && name !== 'input')).toEqual([]);
        }
        expect(relayed.length).toBe(answer.ok ? 1 : 0);
        if (!answer.ok) {
          expect(['invalid_input', 'too_large']).toContain(answer.error.code);
          expect(answer.error.message).not.toMatch(/\bat \w+ \(|node_modules|\.ts:|\/home|\/work/);
        }
      }),
      { numRuns: runs },
    );
  });

  it('is shut to every page that is not ours, whatever it asks', async () => {
    const strangers = fc.oneof(
      fc.constantFrom(
        null,
        frameOf('about:blank'),
        frameOf('app://steward/index.html', own),
        frameOf('app://steward.evil.example/index.html'),
        frameOf('app://other/index.html'),
        frameOf('file:///app://steward/index.html'),
        frameOf('http://localhost:5173/'),
        frameOf('data:text/html,app://steward'),
        frameOf(''),
      ),
      fc.webUrl().map((url) => frameOf(url)),
      fc.string().map((url) => frameOf(url)),
    );
    await fc.assert(
      fc.asyncProperty(strangers, raw, async (frame, value) => {
        relayed.length = 0;
        told.length = 0;
        expect(await call(frame, value)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
        heard.get(milestoneChannel)?.({ senderFrame: frame, sender }, 'interactive');
        heard.get(restartChannel)?.({ senderFrame: frame }, value);
        expect([relayed, told]).toEqual([[], []]);
      }),
      { numRuns: runs },
    );
  });

  it('hears of its three milestones, and from which page, and of nothing else', () => {
    fc.assert(
      fc.property(part, (value) => heard.get(milestoneChannel)?.({ senderFrame: own, sender }, value)),
      { numRuns: runs },
    );
    expect(told).toEqual([]);
    for (const milestone of ['interactive', 'today-scored', 'on-paper'])
      heard.get(milestoneChannel)?.({ senderFrame: own, sender }, milestone);
    expect(told).toEqual(['interactive of 7', 'today-scored of 7', 'on-paper of 7']);
  });
});
