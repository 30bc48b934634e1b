/** How a mail program would show it. */
export type Appearance = 'light' | 'dark';

/**
 * Nothing is fetched and nothing runs, whatever the page around it may do: images of other servers stay away, so that no
 * server learns that somebody looks.
 */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/**
 * A message's HTML as it stands in a frame of its own. What stands before it is read as the head of its page, so that the
 * policy holds from its first element on; its links ask for a window of their own, which the frame may not open.
 */
export function framedMail(html: string, appearance: Appearance): string {
  const head = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank"><style>${ownStyles}</style>`;
  return head + withAppearance(html, appearance);
}

/** A picture that is not loaded shows its words in a box of its size. */
const ownStyles = `img:not([src^="data:"]) { outline: 1px dashed #8a93a0; outline-offset: -1px; } html { overflow-wrap: break-word; }`;

/**
 * The question of a mail for a dark screen, answered: the frame would answer it by the screen that it is shown on. In styles
 * alone, what people read stays as it is.
 */
function withAppearance(html: string, appearance: Appearance): string {
  return html.replace(/<style[^>]*>[\s\S]*?<\/style>/gi, (style) =>
    style.replace(/\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi, (_question, asked: string) =>
      asked.toLowerCase() === appearance ? '(min-width: 0)' : '(max-width: 0)',
    ),
  );
}
