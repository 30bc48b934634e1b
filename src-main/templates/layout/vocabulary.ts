/** HTML inside the texts of a layout. */
export const textTags: ReadonlySet<string> = new Set(
  'a abbr b strong i em u s small sub sup br p span div ul ol li blockquote code pre h1 h2 h3 h4 hr img table thead tbody tfoot tr td th caption'.split(
    ' ',
  ),
);

/** What no mail may hold, wherever it came from. */
export const bannedTags: ReadonlySet<string> = new Set(
  'script iframe frame frameset object embed applet form input button textarea select option svg math base link template noscript audio video source track portal xmp plaintext noembed noframes'.split(
    ' ',
  ),
);

/** Attributes whose value leads somewhere or is fetched. */
export const linkAttributes: ReadonlySet<string> = new Set(['href', 'src', 'background', 'background-url']);

/** Attributes that readers read: a value may stand in them as text. */
export const textAttributes: ReadonlySet<string> = new Set(['alt', 'title', 'aria-label', 'name']);

/** CSS that fetches, runs or gets out of where it stands. */
export function isHarmfulCss(css: string): boolean {
  return /url\s*\(|\bsrc\s*\(|image-set|cross-fade|@import|expression\s*\(|behavior\s*:|-moz-binding|javascript:|[<\\&]/i.test(
    css,
  );
}
