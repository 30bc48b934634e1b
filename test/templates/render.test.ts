import { describe, expect, test } from 'vitest';
import { messageOf, render, wrapped } from './support/render-template';

describe('a value that is missing', () => {
  test.each([null, undefined, '', '  '])(
    'as %j, a message is refused and never begins “Hi ,”',
    async (name) => {
      const rendered = await render(
        { mjml: wrapped('<mj-text>Hi {{ contact.first_name | escape }},</mj-text>') },
        { 'contact.first_name': name ?? null },
      );
      expect(rendered).toMatchObject({ kind: 'refused', missing: ['contact.first_name'] });
      expect(rendered).toMatchObject({
        words: expect.stringMatching(/^contact\.first_name is missing\. The name/),
      });
    },
  );

  test('is named with all others that are, also those of the subject', async () => {
    const rendered = await render(
      {
        subject: '{{ contact.title | upcase }}',
        mjml: wrapped('<mj-text>{{ account.owner | upcase }} {{ account.arr }} {{ account.name }}</mj-text>'),
      },
      { 'account.name': 'ACME' },
    );
    expect(rendered).toMatchObject({
      missing: ['contact.title', 'account.owner', 'account.arr'],
      words: 'contact.title, account.owner, account.arr are missing',
    });
  });

  test('gives way to a fallback, and to the other branch of a condition', async () => {
    const { html } = messageOf(
      await render(
        {
          mjml: wrapped(
            '<mj-text>Hi {{ contact.first_name | default: "there" }}, {% if account.segment %}{{ account.segment }}{% else %}all{% endif %}</mj-text>',
          ),
        },
        {},
      ),
    );
    expect(html).toContain('Hi there, all');
  });

  test('is nothing that a case knows, and takes its other branch', async () => {
    const body = '<mj-text>[{% case contact.title %}{% when "COO" %}a{% else %}b{% endcase %}]</mj-text>';
    expect(messageOf(await render({ mjml: wrapped(body) }, {})).html).toContain('[b]');
  });

  test('is not hidden by a fallback that is empty, nor by a filter that leaves nothing', async () => {
    for (const output of ['{{ contact.first_name | default: "" }}', '{{ account.name | truncate: 0, "" }}'])
      expect(
        await render({ mjml: wrapped(`<mj-text>Hi ${output},</mj-text>`) }, { 'account.name': 'ACME' }),
      ).toMatchObject({
        kind: 'refused',
        words: expect.stringContaining('a value is empty'),
      });
  });

  test('is not a zero', async () => {
    const body =
      '<mj-text>[{{ usage.active_users }}]{% if usage.active_users == 0 %}none{% endif %}</mj-text>';
    expect(messageOf(await render({ mjml: wrapped(body) }, { 'usage.active_users': 0 })).html).toContain(
      '[0]none',
    );
  });
});

describe('days and instants', () => {
  const body =
    '<mj-text>{{ account.renewal_on }} | {{ account.renewal_on | day: "short" }} | {{ message.at }} | {{ message.at | time: "moment" }}</mj-text>';

  test.each([
    ['America/Chicago', 'en', 'March 1, 2026 | March 1 | January 31, 2016 | January 31, 2016 at 6:00 PM CST'],
    [
      'Asia/Kolkata',
      'en',
      'March 1, 2026 | March 1 | February 1, 2016 | February 1, 2016 at 5:30 AM GMT+5:30',
    ],
    ['UTC', 'de', '1. März 2026 | 1. März | 1. Februar 2016 | 1. Februar 2016 um 00:00 UTC'],
  ])(
    'for a reader in %s are a day that stays and an instant on the reader’s clock',
    async (zone, language, words) => {
      const { html } = messageOf(
        await render(
          { mjml: wrapped(body), language, zone },
          { 'account.renewal_on': '2026-03-01', 'message.at': Date.parse('2016-02-01T00:00:00Z') },
        ),
      );
      expect(html.replaceAll('\u202f', ' ')).toContain(words);
    },
  );

  test('have no filter that goes by the machine’s zone', async () => {
    await expect(
      render({ mjml: wrapped('<mj-text>{{ message.at | date: "%H" }}</mj-text>') }, {}),
    ).rejects.toThrow('the filter date is not known here');
  });
});

test('figures and amounts are said in the template’s language', async () => {
  const mjml = wrapped(
    '<mj-text>{{ usage.active_users }} | {{ account.arr }} | {{ risk.probability | plus: 0.5 }}</mj-text>',
  );
  const values = {
    'usage.active_users': 1234,
    'account.arr': { amount: 47868.84, currency: 'EUR' },
    'risk.probability': 12,
  };
  expect(messageOf(await render({ mjml }, values)).html).toContain('1,234 | €47,868.84 | 12.5');
  expect(messageOf(await render({ mjml, language: 'de' }, values)).html).toContain(
    '1.234 | 47.868,84\u00a0€ | 12,5',
  );
});

test('subject and preheader are said as they are, the preheader in the mail escaped', async () => {
  const { subject, preheader, html, text } = messageOf(
    await render(
      { subject: 'A & {{ account.name }}', preheader: '<1 minute, {{ account.name }}' },
      { 'account.name': 'O’B & <Co>' },
    ),
  );
  expect(subject).toBe('A & O’B & <Co>');
  expect(preheader).toBe('<1 minute, O’B & <Co>');
  expect(html).toContain('&lt;1 minute, O’B &amp; &lt;Co&gt;</div>');
  expect(text).not.toContain('minute');
});

test('the text part has the link of a button once, the line to unsubscribe and the address, in lines of 76', async () => {
  const { text } = messageOf(
    await render(
      {
        mjml: wrapped(
          `<mj-image src="https://a.b/c.png" alt="Chart" /><mj-text><h1>Your plan</h1><p>${'word '.repeat(40)}</p></mj-text>
           <mj-button href="https://acme.example/plan">Open your plan</mj-button>
           <mj-text>{{ company.postal_address }}<br/><a href="{{ unsubscribe.url }}">Unsubscribe</a></mj-text>`,
        ),
      },
      {
        'company.postal_address': '1 Harbour Street, Dublin',
        'unsubscribe.url': 'https://mail.acme.example/u/1',
      },
    ),
  );
  expect(text.match(/https:\/\/acme\.example\/plan/g)).toHaveLength(1);
  expect(text).toContain('Open your plan (https://acme.example/plan)');
  expect(text).toContain('Unsubscribe (https://mail.acme.example/u/1)');
  expect(text).toContain('1 Harbour Street, Dublin');
  expect(text).toContain('Your plan\n');
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(76);
});

test('the brand’s colour stands in the layout and is the brand’s at render', async () => {
  const { html } = messageOf(
    await render(
      { mjml: wrapped('<mj-button background-color="{{ brand.color }}" href="https://a.b">x</mj-button>') },
      { 'brand.color': '#1f5fbf' },
    ),
  );
  expect(html).toContain('background:#1f5fbf');
  expect(html).not.toContain('b1a5d0');
});

test('what Liquid compares is neither changed by the layout nor lost', async () => {
  const mjml = wrapped(
    '<mj-text>{% if usage.active_users < 5 and account.name == "A & B" %}few{% endif %}</mj-text>',
  );
  expect(
    messageOf(await render({ mjml }, { 'usage.active_users': 3, 'account.name': 'A & B' })).html,
  ).toContain('few');
});
