import type { OutgoingMail } from '../../../src-main/delivery/mail/check-message';

export function outgoing(more: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    messageId: `${'0123456789'.repeat(4)}@acme.example`,
    from: { name: 'Ada of Acme', address: 'ada@acme.example' },
    to: { name: 'Ana Lopez', address: 'ana@customer.example' },
    replyTo: { name: 'Ann', address: 'ann@acme.example' },
    subject: 'Hello Ana',
    text: 'How are you?',
    html: '<p>How are you?</p>',
    unsubscribeUrl: 'https://acme.example/u/abc_-123',
    thread: [],
    returnToken: null,
    returnAddress: null,
    ...more,
  };
}
