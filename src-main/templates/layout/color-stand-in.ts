const brandColor = /\{\{-?\s*brand\.color\s*-?\}\}/g;

/** A text in which a colour stands for the brand's: layouts and styles take colours, and no Liquid. */
export interface Colored {
  readonly text: string;
  restore(text: string): string;
}

export function standInForColor(text: string): Colored {
  let color = 0xb1a5d0;
  while (text.toLowerCase().includes(hex(color))) color += 1;
  const standIn = hex(color);
  return {
    text: text.replace(brandColor, standIn),
    restore: (compiled) => compiled.replaceAll(standIn, '{{ brand.color }}'),
  };
}

function hex(color: number): string {
  return `#${color.toString(16)}`;
}
