import type { badgeKinds } from '../../../src-preload/contract/celebrations/patches';
import { cleanPng, isPng } from './clean-png';
import { cleanSvg } from './clean-svg';

/** A picture as it is kept at the company: an SVG as text, a PNG in base64. */
export interface BadgePicture {
  readonly kind: (typeof badgeKinds)[number];
  readonly picture: string;
  readonly leftOut: readonly string[];
}

/** What is taken over of a file. @throws StewardError invalid_input in words, where it is no picture that can be */
export function pictureOfFile(file: Buffer): BadgePicture {
  if (isPng(file)) return { kind: 'png', picture: cleanPng(file).toString('base64'), leftOut: [] };
  const { svg, leftOut } = cleanSvg(file.toString('utf8'));
  return { kind: 'svg', picture: svg, leftOut };
}

/**
 * As a picture of a screen shows it, looked through once more: whoever writes the company's table may write past Steward.
 * @returns null where it can't be shown
 */
export function badgeAddress({
  kind,
  picture,
}: {
  readonly kind: string;
  readonly picture: string;
}): string | null {
  try {
    if (kind === 'png')
      return `data:image/png;base64,${cleanPng(Buffer.from(picture, 'base64')).toString('base64')}`;
    return `data:image/svg+xml;base64,${Buffer.from(cleanSvg(picture).svg).toString('base64')}`;
  } catch {
    return null;
  }
}
