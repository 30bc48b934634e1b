import { headerOf, type IncomingMail } from '../reading/incoming-mail';
import { oneLine, type Undelivered } from './delivery-report';
import { codeIn, meaningOf, statusIn } from './meaning-of-status';

/** Who tells of mail that did not arrive, by the local part of the sender. */
const daemon =
  /^(mailer-daemon|mail-daemon|mailerdaemon|postmaster|mdaemon|mail-?delivery|delivery|bounces?)([+.@-]|$)/i;

/** How such a mail is called, where its sender is called nothing in particular. */
const subjects =
  /^(undeliver(able|ed)|returned mail|failure notice|delivery (failure|status notification|has failed|notification)|mail delivery (failed|failure|subsystem|system)|mail (could not|system error)|message (could not|not) be? ?deliver|non[- ]?deliver|unzustellbar|nicht zustellbar|zustellung fehlgeschlagen|non remis|[ée]chec de (la )?(remise|distribution)|no se puede entregar|no entregado|mensaje devuelto|mancato recapito|impossibile recapitare|niet bezorgbaar|onbestelbaar|n[ãa]o (foi poss[ií]vel entregar|entregue)|olevererbart|kunde inte levereras|не доставлено|недоставлен|配信不能|退信)/i;

const delayed =
  /^(warning: (message|could not)|delayed mail|delivery delayed|delivery status notification \(delay\)|verz[öo]gerte|retard|retrasad)|still being retried|will (continue|keep) (to try|trying)|will be retried|delivery (is|has been) delayed|you do(n[’']t| not) need to resend|not yet been delivered/i;

/**
 * Reads what a mail server tells in words alone, as qmail, Exim, old Sendmail and Lotus do.
 * @returns null: no mail server tells anything here
 */
export function plainBounce(mail: IncomingMail): Undelivered | null {
  if (!isOfServer(mail)) return null;
  // What was sent back says nothing of why.
  const text = beforeReturned(mail.text);
  const failed = headerOf(mail, 'x-failed-recipients');
  const status = statusIn(text);
  const kind =
    delayed.test(mail.subject) || delayed.test(text)
      ? 'delayed'
      : meaningOf({ status, code: codeIn(text), said: text.slice(0, 4000) });
  return {
    kind,
    status,
    said: oneLine(tellingLines(text)),
    addresses: failed === '' ? [] : failed.split(',').map((address) => address.trim()),
  };
}

function isOfServer(mail: IncomingMail): boolean {
  if (headerOf(mail, 'x-failed-recipients') !== '') return true;
  const isEmpty = /^<\s*>$/.test(headerOf(mail, 'return-path').trim());
  const isDaemon = daemon.test(mail.from?.address ?? '');
  const isCalled = subjects.test(mail.subject) || delayed.test(mail.subject);
  return (isDaemon && (isCalled || isEmpty)) || (isCalled && isEmpty);
}

/** Below the line that servers put above what they send back. */
function beforeReturned(text: string): string {
  const end = text.search(
    /^[^\S\n]*(-{3,}.{0,40}(copy of the message|original message|message headers|unsent message|returned message|message text follows).*|-{6,} this is a copy of.*|={3,}\s*original.*)$/im,
  );
  return end > 0 ? text.slice(0, end) : text;
}

/** The lines that say why; else the first ones. */
function tellingLines(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const from = lines.findIndex((line) => statusIn(line) !== null || codeIn(line) !== null);
  return (from < 0 ? lines.slice(0, 6) : lines.slice(Math.max(0, from - 1), from + 2)).join(' ');
}
