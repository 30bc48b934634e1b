const unheard = '[aria-hidden="true"], [hidden], .visually-hidden, svg, script, style';
/** Titles of these name what they do, or repeat what may be cut. */
const controls = 'a, button, input, select, textarea, td, th, dd, dt, tr';

/** What stands there as one reads it, but exact: where something is shown short, its words on hover stand for it. */
export function exactText(node: Node): string {
  return partsOf(node)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:)])/g, '$1')
    .trim();
}

function partsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
  if (!(node instanceof Element) || node.matches(unheard)) return '';
  const title = node.matches(controls) ? null : node.getAttribute('title');
  if (title !== null && title !== '') return ` ${title} `;
  const text = [...node.childNodes].map(partsOf).join('');
  return node.matches('div, p, li, dd, dt, ul, ol, section, br') ? ` ${text} ` : text;
}
