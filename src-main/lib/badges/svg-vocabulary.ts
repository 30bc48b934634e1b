/** What may stand in a badge: shapes, their colours, and where they are. Everything else is left out. */

const geometry: Readonly<Record<string, readonly string[]>> = {
  svg: [],
  g: [],
  defs: [],
  path: ['d'],
  circle: ['cx', 'cy', 'r'],
  ellipse: ['cx', 'cy', 'rx', 'ry'],
  rect: ['x', 'y', 'width', 'height', 'rx', 'ry'],
  line: ['x1', 'y1', 'x2', 'y2'],
  polyline: ['points'],
  polygon: ['points'],
  linearGradient: ['x1', 'y1', 'x2', 'y2', 'gradientUnits', 'gradientTransform', 'spreadMethod', 'href'],
  radialGradient: [
    ...['cx', 'cy', 'r', 'fx', 'fy', 'fr'],
    ...['gradientUnits', 'gradientTransform', 'spreadMethod', 'href'],
  ],
  stop: ['offset'],
  clipPath: ['clipPathUnits'],
  mask: ['x', 'y', 'width', 'height', 'maskUnits', 'maskContentUnits'],
};

const looks: readonly string[] = [
  ...['id', 'transform', 'color', 'opacity', 'visibility', 'display'],
  ...['fill', 'fill-opacity', 'fill-rule', 'clip-rule', 'clip-path', 'mask', 'mask-type'],
  ...['stroke', 'stroke-width', 'stroke-opacity', 'stroke-linecap', 'stroke-linejoin', 'stroke-miterlimit'],
  ...['stroke-dasharray', 'stroke-dashoffset', 'paint-order', 'vector-effect'],
  ...['stop-color', 'stop-opacity'],
];

/** Of what tells a reader or an editor something, and shows nothing: nobody misses it. */
const unseen: readonly string[] = ['title', 'desc', 'metadata', 'sodipodi:namedview', 'namedview'];

export function isShape(name: string): boolean {
  return Object.hasOwn(geometry, name);
}

export function isUnseen(name: string): boolean {
  return unseen.includes(name) || /^(sodipodi|inkscape|rdf|cc|dc):/.test(name);
}

/** An attribute's value as it may stay; null: it goes. */
export function keptValue(element: string, name: string, value: string): string | null {
  const text = value.trim();
  if (name === 'id') return /^[A-Za-z_][\w.-]{0,99}$/.test(text) ? text : null;
  if (name === 'href') return isHref(element) && /^#[A-Za-z_][\w.-]{0,99}$/.test(text) ? text : null;
  if (!looks.includes(name) && !(geometry[element]?.includes(name) ?? false)) return null;
  // Figures, names of colours, commands of a path; of addresses only those within the picture.
  const within = /url\(\s*(#[A-Za-z_][\w.-]{0,99})\s*\)/g;
  const parts = text.replaceAll(within, '');
  if (!/^[\w\s.,%#()+-]*$/.test(parts) || /url|expression|script|import/i.test(parts)) return null;
  return text.replaceAll(within, 'url($1)').replaceAll(/\s+/g, ' ');
}

/** One gradient may take its stops from another. What uses whole shapes again and again is not there: it could be drawn for ever. */
function isHref(element: string): boolean {
  return element === 'linearGradient' || element === 'radialGradient';
}
