/** Where what was answered begins, in mail programs of many languages. */
const quoteBegins: readonly RegExp[] = [
  /^[^\S\n]*>/m,
  /^[^\S\n]*-{2,}[^\S\n]*(original message|urspr[üu]ngliche nachricht|message d[’']origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|forwarded message|ursprungligt meddelande|wiadomo[śs][ćc] oryginalna)[^\S\n]*-{2,}/im,
  /^[^\S\n]*_{10,}[^\S\n]*$/m,
  /^[^\S\n]*(on|le|el|il|op|em|den|am|dnia|w dniu)\b[^\n]{5,200}\n?[^\n]{0,120}(wrote|schrieb|a [ée]crit|escribi[óo]|ha scritto|schreef|escreveu|skrev|napisa[łl]\(?a?\)?|kirjoitti)([^\n:]{0,80}:)?[^\S\n]*:?[^\S\n]*$/im,
  /^[^\S\n]*\*?(from|von|de|da|van|fr[åa]n|fra|od|l[äa]hett[äa]j[äa]|发件人|差出人)\s?:\*?[^\n]+\n[^\S\n]*\*?(sent|gesendet|envoy[ée]|enviado|inviato|verzonden|skickat|sendt|date|datum|fecha|data|to|an|发送时间|送信日時)\s?:/im,
  /^.{0,200}\b\d{4}\b.{0,60}<[^\s<>@]+@[^\s<>@]+>[^\S\n]*:?[^\S\n]*$/m,
];

/** Most that is kept of what somebody wrote, letters. */
const mostWords = 2000;

/**
 * What is new in an answer: above what it quotes, without the name and address at its foot.
 * @returns 2,000 letters at most
 */
export function newWords(text: string): string {
  const plain = text.replaceAll('\r\n', '\n').replaceAll(' ', ' ');
  const starts = quoteBegins.map((begins) => plain.search(begins)).filter((at) => at >= 0);
  const above = plain.slice(0, Math.min(plain.length, ...starts));
  const foot = above.search(/^-- ?$/m);
  const own = (foot > 0 ? above.slice(0, foot) : above).trim();
  // Who answers below, or between, says it there.
  return trimmed(own === '' ? withoutQuotes(plain) : own);
}

function withoutQuotes(text: string): string {
  return text
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .join('\n');
}

function trimmed(text: string): string {
  const clean = text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return clean.length <= mostWords ? clean : `${clean.slice(0, mostWords - 1).toWellFormed()}…`;
}
