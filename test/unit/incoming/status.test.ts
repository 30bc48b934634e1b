import { describe, expect, test } from 'vitest';
import { codeIn, meaningOf, statusIn } from '../../../src-main/delivery/inbox/classify/meaning-of-status';

describe('a refusal', () => {
  test.each([
    ['5.1.1', 'User unknown', 'bounced'],
    ['5.1.2', 'bad destination system', 'bounced'],
    ['5.1.10', 'null MX', 'bounced'],
    ['5.4.4', 'Host not found', 'bounced'],
    ['5.2.1', 'The account is disabled', 'bounced'],
    // Of the sender, not of the recipient.
    ['5.1.7', 'Bad sender’s mailbox address syntax', 'blocked'],
    ['5.1.8', 'Sender address rejected: Domain not found', 'blocked'],
    ['5.7.1', 'Relaying denied', 'blocked'],
    ['5.7.1', 'User unknown', 'blocked'],
    ['5.6.0', 'no such character set', 'blocked'],
    ['5.0.0', 'rejected as spam', 'blocked'],
    ['5.2.2', 'Mailbox full, user unknown', 'soft'],
    ['5.2.1', 'receives mail at a rate that prevents more', 'soft'],
    ['5.3.4', 'Message too big', 'soft'],
    ['5.4.6', 'Routing loop', 'soft'],
    ['5.1.5', 'Destination mailbox address valid', 'soft'],
    ['4.1.1', 'User unknown in a database that is away', 'soft'],
    ['4.7.1', 'Greylisted', 'soft'],
  ])('by %s “%s” is %s', (status, said, meaning) => {
    expect(meaningOf({ status, code: null, said })).toBe(meaning);
  });

  test.each([
    [550, 'no such user here', 'bounced'],
    [550, 'listed at bl.example', 'blocked'],
    [554, 'something else', 'soft'],
    [450, 'no such user here, for now', 'soft'],
    [null, 'Unrouteable address', 'bounced'],
    [null, 'the weather', 'soft'],
  ])('without a status, by %s “%s”, is %s', (code, said, meaning) => {
    expect(meaningOf({ status: null, code, said })).toBe(meaning);
  });
});

describe('in a text', () => {
  test.each([
    ['550 5.1.1 unknown', '5.1.1'],
    ['(#5.1.1)', '5.1.1'],
    ['said: 550-5.7.26 no', '5.7.26'],
    // What says something goes before what says nothing in particular.
    ['5.1.0 - error 554-5.7.1 spam', '5.7.1'],
    ['5.0.0 and no more', '5.0.0'],
    ['host 5.1.1.25 is away', null],
    ['version 15.1.1', null],
    ['5.1.1.', '5.1.1'],
    ['2.0.0 fine', '2.0.0'],
    ['3.1.1', null],
  ])('“%s” the status is %s', (text, status) => {
    expect(statusIn(text)).toBe(status);
  });

  test.each([
    ['<<< 550 <ana@x.example>... User unknown', 550],
    ['550-5.1.1 no', 550],
    ['a message of 550 KB', 550],
    ['from 10.0.0.550 nowhere', null],
    ['552', null],
    ['call 555 1234', null],
    ['451 4.7.1 later', 451],
  ])('“%s” the code is %s', (text, code) => {
    expect(codeIn(text)).toBe(code);
  });
});
