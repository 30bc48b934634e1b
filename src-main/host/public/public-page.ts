import { createHash } from 'node:crypto';
import { categoryForRecipients } from '../../../src-preload/contract/templates/category-words';
import { escapeHtml } from '../../lib/escape-html';
import type { MailChoices, PublicBrand } from './mail-choices';

export interface PublicPage {
  readonly status: number;
  readonly html: string;
  /** Seconds after which it may be tried again. */
  readonly retryAfter?: number;
}

type Known = Extract<MailChoices, { outcome: 'known' }>;

const style = (color: string) => `
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:0;color:light-dark(#1b1f24,#e8eaed);background:light-dark(#f6f7f9,#16181b)}
main{max-width:36rem;margin:3rem auto;padding:2rem;background:light-dark(#fff,#202327);border-top:4px solid ${color};border-radius:6px}
h1{font-size:1.4rem;margin:0 0 1rem}h2{font-size:1.05rem;margin:2rem 0 0}ul{list-style:none;padding:0;margin:.75rem 0 1.5rem}
li{display:flex;flex-wrap:wrap;gap:.5rem 1rem;justify-content:space-between;align-items:center;padding:.75rem 0;border-top:1px solid light-dark(#d9dde2,#3a3f45)}
button{font:inherit;min-height:2.75rem;padding:.4rem 1rem;border:1px solid light-dark(#5b6570,#8b949e);border-radius:4px;background:light-dark(#fff,#2a2e33);color:inherit;cursor:pointer}
button.main{background:light-dark(#1b1f24,#e8eaed);color:light-dark(#fff,#16181b)}
button:focus-visible{outline:3px solid light-dark(#1f5fbf,#8ab4f8);outline-offset:2px}
.said{padding:.75rem 1rem;margin:0 0 1rem;border-left:4px solid light-dark(#1a7f37,#57ab5a);background:light-dark(#eef7f0,#1c2b20)}
.soft{color:light-dark(#57606a,#a0a7b0)}footer{margin-top:2rem;font-size:.875rem}`;

/** Where somebody chooses. @param said what has just been done for them; null: they have only looked */
export function choicesPage(choices: Known, said: string | null): PublicPage {
  const company = nameOf(choices.brand);
  const own = categoryForRecipients(choices.category);
  const anyLeft = choices.categories.some(({ is_subscribed }) => is_subscribed);
  const lead = choices.is_subscribed
    ? `<p>You got a mail of the kind “${escapeHtml(own)}”.</p>
<form method="post"><input type="hidden" name="do" value="leave"><input type="hidden" name="category" value="${escapeHtml(choices.category)}"><button class="main">Unsubscribe from ${quoted(own)}</button></form>`
    : `<p>You get no more mails of the kind ${quoted(own)} from ${escapeHtml(company)}.</p>`;
  return page(200, `Mail from ${company}`, choices.brand, [
    said === null ? '' : `<p class="said" role="status">${escapeHtml(said)}</p>`,
    lead,
    `<h2 class="soft">What ${escapeHtml(company)} sends</h2><ul>`,
    ...choices.categories.map(line),
    '</ul>',
    anyLeft
      ? `<form method="post"><input type="hidden" name="do" value="leave"><input type="hidden" name="category" value="*"><button>Unsubscribe from everything</button></form>`
      : '',
    `<p class="soft">What you have to get, such as a bill or a word about your contract, comes all the same.${said === null ? ' Opening this page changed nothing.' : ''}</p>`,
  ]);
}

function line({ category, is_subscribed }: Known['categories'][number]): string {
  const name = categoryForRecipients(category);
  const [act, words] = is_subscribed ? ['leave', 'Unsubscribe'] : ['come', 'Get them again'];
  return `<li><span>${escapeHtml(name)}<br><span class="soft">${is_subscribed ? 'You get them' : 'You don’t get them'}</span></span>
<form method="post"><input type="hidden" name="do" value="${act}"><input type="hidden" name="category" value="${escapeHtml(category)}"><button aria-label="${words}: ${escapeHtml(name)}">${words}</button></form></li>`;
}

export function unknownPage(brand: PublicBrand): PublicPage {
  return page(404, 'This link is not known', brand, [
    '<p>It may have been cut when it was copied, or it was made elsewhere. Open it from the mail itself, from the line at its end.</p>',
    `<p>Or answer the mail with “unsubscribe”: ${escapeHtml(nameOf(brand))} has to see to it.</p>`,
  ]);
}

/** The company's database can't be asked, or somebody else holds the same just now. */
export function awayPage(): PublicPage {
  const away = page(503, 'This can’t be done right now', null, [
    '<p>Nothing was changed. Try again in a few minutes, with the same link.</p>',
    '<p>If it stays so, answer the mail with “unsubscribe”: its sender has to see to it.</p>',
  ]);
  return { ...away, retryAfter: 60 };
}

export function tooManyPage(seconds: number): PublicPage {
  const wait = page(429, 'Too many requests', null, [
    '<p>Nothing was changed. Wait a minute and open the link again.</p>',
  ]);
  return { ...wait, retryAfter: seconds };
}

export function unclearPage(): PublicPage {
  return page(400, 'This can’t be read', null, [
    '<p>Nothing was changed. Open the link from the mail, and press a button there.</p>',
  ]);
}

/** What was done, to whoever asked for it. */
export function doneWords(category: string, wanted: boolean, brand: PublicBrand): string {
  const company = nameOf(brand);
  const what =
    category === '*'
      ? 'all mail that you can choose'
      : `mails of the kind “${categoryForRecipients(category)}”`;
  return wanted
    ? `Done: you get ${what} from ${company} again.`
    : `Done: you are unsubscribed from ${what} of ${company}. A mail that is on its way may still arrive.`;
}

function nameOf(brand: PublicBrand | undefined): string {
  return brand?.company_name ?? 'the sender';
}

function quoted(name: string): string {
  return `“${escapeHtml(name)}”`;
}

function page(
  status: number,
  title: string,
  brand: PublicBrand | undefined,
  parts: readonly string[],
): PublicPage {
  const color = /^#[0-9a-f]{6}$/.test(brand?.color ?? '') ? (brand?.color ?? '') : '#57606a';
  const address = [brand?.company_name, brand?.postal_address].filter((part) => part != null).join(', ');
  return {
    status,
    html: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${style(color)}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${parts.filter((part) => part !== '').join('\n')}
${address === '' ? '' : `<footer class="soft">${escapeHtml(address)}</footer>`}</main></body></html>
`,
  };
}

/** What a page may do: show itself and post to itself. Its one style is known by its digest; there is no script. */
export function policyOf(html: string): string {
  const own = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
  const digest = createHash('sha256').update(own).digest('base64');
  return `default-src 'none'; style-src 'sha256-${digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
}
