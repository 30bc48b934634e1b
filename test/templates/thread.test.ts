import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type KillableThread, killableThread } from '../../src-main/ports/thread/killable-thread';
import { startRenderer, type TemplateRenderer } from '../../src-main/templates/render/renderer';

let thread: KillableThread<string, string> | undefined;
let renderer: TemplateRenderer | undefined;
afterEach(() => {
  thread?.end();
  renderer?.end();
});

function hangingThread(answerWithin = 400) {
  thread = killableThread({
    folder: join(import.meta.dirname, 'support'),
    file: 'hanging-thread',
    startWithin: 30_000,
    answerWithin,
    megabytes: 64,
  });
  return thread;
}

test('a question that hangs is ended alone, and those behind it are answered', async () => {
  const asked = hangingThread();
  const all = await Promise.all(['a', 'hang', 'b', 'hang', 'c'].map((question) => asked.ask(question)));
  expect(all).toEqual([
    { kind: 'answer', answer: 'said a' },
    { kind: 'too_long' },
    { kind: 'answer', answer: 'said b' },
    { kind: 'too_long' },
    { kind: 'answer', answer: 'said c' },
  ]);
});

test('one that takes too much memory, and one whose thread falls, are ended alone', async () => {
  const asked = hangingThread(20_000);
  const all = await Promise.all(['fill', 'a', 'fall', 'b'].map((question) => asked.ask(question)));
  expect(all.map(({ kind }) => kind)).toEqual(['too_large', 'answer', 'broken', 'answer']);
});

test('after its end nothing waits for ever', async () => {
  const asked = hangingThread(20_000);
  const waiting = [asked.ask('hang'), asked.ask('a')];
  asked.end();
  expect(await Promise.all(waiting)).toEqual([{ kind: 'broken' }, { kind: 'broken' }]);
});

test('messages are rendered in the thread as in the process, and a hostile template is refused there', async () => {
  renderer = startRenderer();
  const template = {
    subject: 'Hi {{ account.name }}',
    preheader: '',
    html: '<p>{{ account.name }}</p>',
    language: 'en',
  };
  const values = { 'account.name': 'A & B' };
  expect(await renderer.render({ template, values, zone: 'UTC' })).toEqual({
    kind: 'message',
    subject: 'Hi A & B',
    preheader: '',
    html: '<p>A &amp; B</p>',
    text: 'A & B',
  });
  for (const html of ['{% for i in (1..1000000000) %}{% endfor %}', 'x'.repeat(2_000_000)])
    expect(await renderer.render({ template: { ...template, html }, values, zone: 'UTC' })).toMatchObject({
      kind: 'refused',
    });
  expect(await renderer.render({ template, values, zone: 'UTC' })).toMatchObject({ kind: 'message' });
});

test('more templates than a thread remembers, told in turn, are each rendered as they are', async () => {
  renderer = startRenderer();
  const templates = Array.from({ length: 20 }, (_none, n) => ({
    subject: `Subject ${n}`,
    preheader: '',
    html: `<p>${n}</p>`,
    language: 'en',
  }));
  for (let turn = 0; turn < 3; turn += 1)
    for (const template of templates)
      expect(await renderer.render({ template, values: {}, zone: 'UTC' })).toMatchObject({
        kind: 'message',
        subject: template.subject,
        html: template.html,
      });
});
