import { describe, expect, test } from 'vitest';
import { type ReadMail, readMail } from '../../../src-main/delivery/inbox/reading/read-mail';
import { parseDay } from '../../../src-main/lib/day';
import { mailBytes, mailNames, sentMessageId, sentToken } from '../../support/mails';

const came = parseDay('2026-03-10');

const read = (name: string) => readMail(mailBytes(name), came);

const bySelf = { named: { tokens: [], messageIds: [sentMessageId] } };
const byToken = { named: { tokens: [sentToken], messageIds: [] } };
const byBoth = { named: { tokens: [sentToken], messageIds: [sentMessageId] } };
const ana = ['ana@customer.example'];

/** What each mail is; every mail of the folder stands here. */
const expected: Record<string, Partial<ReadMail>> = {
  'postfix-no-such-user': { kind: 'bounced', status: '5.1.1', addresses: ana, ...byBoth },
  'postfix-domain-gone': { kind: 'bounced', status: '5.4.4', addresses: ana, ...bySelf },
  'postfix-delayed': { kind: 'delayed', status: '4.4.1', ...bySelf },
  'postfix-expired': { kind: 'soft', status: '4.4.1', ...bySelf },
  'postfix-mailbox-full': { kind: 'soft', status: '5.2.2', ...bySelf },
  'exchange-online-not-found': { kind: 'bounced', status: '5.1.10', ...bySelf },
  'exchange-on-premise': { kind: 'bounced', status: '5.1.1', ...bySelf },
  'exchange-edge-access-denied': { kind: 'bounced', status: '5.4.1', ...bySelf },
  'exchange-group-restricted': { kind: 'blocked', status: '5.7.133', ...bySelf },
  'exchange-in-german': { kind: 'bounced', status: '5.1.10', ...bySelf },
  'gmail-no-such-user': { kind: 'bounced', status: '5.1.1', ...bySelf },
  'gmail-unauthenticated': { kind: 'blocked', status: '5.7.26', ...bySelf },
  'gmail-disabled': { kind: 'bounced', status: '5.2.1', ...bySelf },
  'gmail-inbox-full': { kind: 'soft', status: '4.2.2', ...bySelf },
  'qmail-no-mailbox': { kind: 'bounced', status: '5.1.1', ...bySelf },
  'qmail-gave-up': { kind: 'soft', status: '4.4.1', ...bySelf },
  'sendmail-user-unknown': { kind: 'bounced', status: '5.1.1', ...bySelf },
  'sendmail-without-report': { kind: 'bounced', status: null, ...bySelf },
  'exim-no-such-user': { kind: 'bounced', status: null, addresses: ana, ...bySelf },
  'exim-unrouteable': { kind: 'bounced', status: '5.0.0', ...bySelf },
  'exim-delayed': { kind: 'delayed', ...bySelf },
  'lotus-not-listed': { kind: 'bounced', status: '5.1.1', ...bySelf },
  'lotus-in-words': { kind: 'bounced', status: null, ...bySelf },
  'outlook-mailbox-unavailable': { kind: 'bounced', status: '5.5.0', ...bySelf },
  'relay-that-renames': { kind: 'bounced', status: '5.1.1', ...byToken },
  'nothing-of-the-original': { kind: 'bounced', status: '5.1.1', ...byToken },
  'report-in-utf8': { kind: 'bounced', status: '5.1.1', addresses: ['jörg@kunde.example'], ...bySelf },
  'filter-in-words': { kind: 'blocked', ...bySelf },
  'several-behind-one': {
    kind: 'bounced',
    status: '5.1.1',
    addresses: ['max@customer.example'],
    ...byToken,
  },
  'report-of-arrival': { kind: null },
  'read-receipt': { kind: null },
  complaint: { kind: 'complaint', ...byBoth },
  'complaint-taken-back': { kind: null },
  'away-exchange': { kind: 'out_of_office', untilDay: parseDay('2026-03-16'), ...bySelf },
  'away-in-german-without-headers': { kind: 'out_of_office', untilDay: parseDay('2026-03-23'), ...bySelf },
  'away-in-french': { kind: 'out_of_office', untilDay: parseDay('2026-03-20'), ...bySelf },
  'away-in-spanish': { kind: 'out_of_office', untilDay: parseDay('2026-03-18'), ...bySelf },
  'away-vacation-program': { kind: 'out_of_office', untilDay: null, ...bySelf },
  'away-in-japanese': { kind: 'out_of_office', untilDay: null, ...bySelf },
  'away-in-portuguese': { kind: 'out_of_office', untilDay: parseDay('2026-03-27'), ...bySelf },
  'gone-exchange': { kind: 'gone', ...bySelf },
  'gone-in-german': { kind: 'gone', ...bySelf },
  'gone-in-french': { kind: 'gone', ...bySelf },
  'gone-in-spanish': { kind: 'gone', ...bySelf },
  'gone-in-dutch': { kind: 'gone', ...bySelf },
  'gone-in-polish': { kind: 'gone', ...bySelf },
  'ticket-opened': { kind: 'automatic', ...bySelf },
  'reply-from-gmail': {
    kind: 'reply',
    hint: null,
    words: 'Fine, thanks! Could we talk on Thursday about the export?\n\nAna',
    ...bySelf,
  },
  'reply-from-outlook': { kind: 'reply', words: 'We can’t export since Friday.\n\nAna', ...bySelf },
  'reply-in-german': {
    kind: 'reply',
    hint: null,
    words: 'Danke, das passt. Ich bin nächste Woche nicht mehr im Büro, davor gern.',
  },
  'reply-below': { kind: 'reply', words: 'Busy. Please call.', ...bySelf },
  'reply-that-is-away': { kind: 'reply', hint: null, ...bySelf },
  'reply-through-a-list': { kind: 'reply', words: 'Yes please.', ...bySelf },
  'reply-wants-out': { kind: 'reply', hint: 'unsubscribe', ...bySelf },
  'reply-of-a-colleague': {
    kind: 'reply',
    hint: 'left',
    from: { name: 'Eva Stein', address: 'eva@customer.example' },
    words: 'Hi Ann, Ana has left the company, I have taken over from her.\nEva',
    ...bySelf,
  },
  newsletter: { kind: 'automatic', named: { tokens: [], messageIds: [] } },
  'own-copy': { kind: null },
  'hostile-forged-token': {
    kind: 'bounced',
    named: { tokens: ['0123456789abcdef0123456789abcdef0123456789abcdef'], messageIds: [] },
  },
  'hostile-cut-off': { kind: 'bounced', status: '5.1.1', ...byToken },
  'hostile-numbers': { kind: 'soft', status: null, ...byToken },
  'hostile-header-in-a-header': { kind: 'reply', subject: 'Re: Hello Bcc: eve@evil.example', ...bySelf },
};

describe('of the mails of many mail systems', () => {
  test('each is expected to be something', () => {
    expect(Object.keys(expected).sort()).toEqual(mailNames());
  });

  test.each(Object.entries(expected))('%s is known for what it is', async (name, what) => {
    expect(await read(name)).toMatchObject(what);
  });
});
