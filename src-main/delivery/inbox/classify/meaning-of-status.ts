/** What a mail server said of a message that it did not take. */
export interface Refusal {
  /** RFC 3463, as `5.1.1`; null: it named none. */
  readonly status: string | null;
  /** RFC 5321, as 550; null: it named none. */
  readonly code: number | null;
  /** In its own words. */
  readonly said: string;
}

/** No such address in words, where a server names no status or one that says nothing of it. */
const noSuchAddress =
  /user unknown|unknown user|no such (user|recipient|mailbox|person|address)|(address|recipient|mailbox|user|account)[^.\n]{0,60}(does ?n[o’']t exist|not found|wasn[’']t found|was not found|could ?n[o’']t be found|unknown|is disabled|is inactive|no longer (exists|valid|available))|(does not|doesn[’']t) exist|no mailbox here by that name|invalid (recipient|mailbox)|recipientnotfound|not listed in|unrouteable address|mailbox unavailable|not our customer|account (has been|is) (disabled|closed|deleted|deactivated|suspended)|5\.4\.1[^\n]{0,40}recipient address rejected|host or domain name not found|(domain|host) (not found|does not exist)|null ?mx|benutzer unbekannt|unbekannter (benutzer|empf[äa]nger)|destinataire inconnu|utilisateur inconnu|usuario desconocido|utente sconosciuto/i;

const unwanted =
  /spam|junk|blocked|block ?list|black ?list|banned|listed (at|by|in|on) |policy|reputation|dmarc|\bspf\b|\bdkim\b|not authori[sz]ed|unauthenticated|authentication (required|failed)|virus|malware|prohibited/i;

/**
 * What a refusal means: `bounced`, there is no such address; `blocked`, of this sender or of this kind the server takes nothing; `soft`,
 * anything else that may be otherwise another time. What is said of the sender (5.1.7, 5.1.8) is no word about the recipient.
 */
export function meaningOf({ status, code, said }: Refusal): 'bounced' | 'soft' | 'blocked' {
  const [kind = '', subject = '', detail = ''] = (status ?? '').split('.');
  if (status === null ? code !== null && code < 500 : kind === '4') return 'soft';
  if (subject === '7') return 'blocked';
  if (subject === '1' && detail !== '5') return detail === '7' || detail === '8' ? 'blocked' : 'bounced';
  // A domain that the DNS doesn’t have; a mailbox that is full says so by 5.2.2, whatever else it says.
  if (subject === '4' && detail === '4') return 'bounced';
  if (status === '5.2.2') return 'soft';
  if (noSuchAddress.test(said)) return 'bounced';
  return subject === '6' || unwanted.test(said) ? 'blocked' : 'soft';
}

/** The first status that a text names, of those that say something (not 5.0.0, 5.1.0) where there are any; a host’s number is none. */
export function statusIn(text: string): string | null {
  const named = [...text.matchAll(/(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?!\.?\d)/g)].map(([status]) => status);
  return named.find((status) => !/\.[01]\.0$/.test(status)) ?? named[0] ?? null;
}

/** The first reply code of a server that a text quotes. */
export function codeIn(text: string): number | null {
  const found = /(?<![\d.])([45][0-7]\d)(?=[ -](?!\d+\b)|[ -][245]\.\d)/.exec(text)?.[1];
  return found === undefined ? null : Number(found);
}
