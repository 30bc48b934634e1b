import type { OwnBadge } from '../../../src-preload/contract/celebrations/badges';

interface Drawing {
  readonly tone: 'accent' | 'healthy' | 'middle';
  /** Lines, within 64 by 64 about 32, 32. */
  readonly lines: string;
  /** What is filled. */
  readonly areas?: string;
}

/** Steward's own badges, drawn by hand: lines of one width on a disc. */
export const drawings: Readonly<Record<OwnBadge, Drawing>> = {
  key: {
    tone: 'accent',
    lines: 'M31 32a7 7 0 1 1-14 0 7 7 0 0 1 14 0zM31 32h16M41 32v6M47 32v5',
  },
  spark: {
    tone: 'middle',
    lines: 'M32 16v9M32 39v9M16 32h9M39 32h9M21 21l6 6M37 37l6 6M43 21l-6 6M27 37l-6 6',
  },
  compass: {
    tone: 'accent',
    lines: 'M47 32a15 15 0 1 1-30 0 15 15 0 0 1 30 0z',
    areas: 'M39 25l-4 10-10 4 4-10z',
  },
  medal: {
    tone: 'middle',
    lines: 'M24 16l5 11M40 16l-5 11M42 37a10 10 0 1 1-20 0 10 10 0 0 1 20 0zM28 37l3 3 5-6',
  },
  growth: { tone: 'healthy', lines: 'M17 45h30M19 38l9-10 7 6 11-14M38 20h8v8' },
  trophy: {
    tone: 'middle',
    lines: 'M24 18h16v10a8 8 0 0 1-16 0zM24 21h-6c0 6 2 9 7 10M40 21h6c0 6-2 9-7 10M32 36v8M25 46h14',
  },
  megaphone: {
    tone: 'healthy',
    lines: 'M18 28v8h6l14 8V20l-14 8zM43 27a7 7 0 0 1 0 10M25 37l2 9h4l-1-6',
  },
  flag: { tone: 'accent', lines: 'M23 17v31M23 19h20l-6 7 6 7H23' },
  star: {
    tone: 'middle',
    lines: 'M32 18L35.9 27.7L46.3 28.4L38.3 35L40.8 45.1L32 39.6L23.2 45.1L25.7 35L17.7 28.4L28.1 27.7z',
  },
  rocket: {
    tone: 'accent',
    lines:
      'M32 14c7 6 9 14 6 24H26c-3-10-1-18 6-24zM26 32l-6 8 6 1M38 32l6 8-6 1M29 43l3 6 3-6M35 26a3 3 0 1 1-6 0 3 3 0 0 1 6 0z',
  },
  mountain: { tone: 'healthy', lines: 'M15 45l13-24 8 14 4-6 9 16zM24 29l4 4 4-4' },
  heart: {
    tone: 'healthy',
    lines: 'M32 46c-10-7-15-12-15-19a7.5 7.5 0 0 1 15-2 7.5 7.5 0 0 1 15 2c0 7-5 12-15 19z',
  },
};
