/** What a version brought, as CHANGELOG.md tells it. */
export interface Release {
  /** Null: not released yet. */
  readonly version: string | null;
  /** `2026-11-30` */
  readonly day: string | null;
  readonly groups: readonly ReleaseGroup[];
}

interface ReleaseGroup {
  /** `Added`, `Fixed` … */
  readonly title: string;
  readonly items: readonly string[];
}

const releaseLine = /^## \[([^\]]+)\](?: - (\d{4}-\d\d-\d\d))?/;
const groupLine = /^### (.+)/;

/** A release as it is being read. */
interface Begun extends Release {
  readonly groups: { readonly title: string; readonly items: string[] }[];
}

/** Reads the format of keepachangelog.com, the newest first as it stands there; what is no item of a group is left out. */
export function readChangelog(text: string): Release[] {
  const releases: Begun[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, version, day] = releaseLine.exec(line) ?? [];
    const [, title] = groupLine.exec(line) ?? [];
    const groups = releases.at(-1)?.groups;
    const items = groups?.at(-1)?.items;
    if (version !== undefined)
      releases.push({ version: version === 'Unreleased' ? null : version, day: day ?? null, groups: [] });
    else if (title !== undefined) groups?.push({ title, items: [] });
    else if (line.startsWith('- ')) items?.push(line.slice(2).trim());
    else if (line.startsWith('  ') && items !== undefined && items.length > 0)
      items.push(`${items.pop()} ${line.trim()}`);
  }
  return releases;
}

/**
 * What is new for somebody who had a version before.
 * @param from null: nothing is known of one; then what the version at hand has brought
 */
export function releasesBetween(releases: readonly Release[], from: string | null, to: string): Release[] {
  const since = releases.filter(
    ({ version }) =>
      version !== null &&
      from !== null &&
      compareVersions(from, version) < 0 &&
      compareVersions(version, to) <= 0,
  );
  if (since.length > 0) return since;
  const own =
    releases.find(({ version }) => version === to) ?? releases.find(({ version }) => version === null);
  return own === undefined ? [] : [own];
}

const versionParts = /^(\d+)\.(\d+)\.(\d+)(?:-([\w.]+))?/;

/** Below 0 where `a` came before `b`; a version on trial comes before its own. What is no version came before all. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [versionParts.exec(a), versionParts.exec(b)];
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  for (const place of [1, 2, 3]) {
    const difference = Number(left[place]) - Number(right[place]);
    if (difference !== 0) return difference;
  }
  const [trialOfA, trialOfB] = [left[4], right[4]];
  if (trialOfA === undefined || trialOfB === undefined)
    return Number(trialOfA === undefined) - Number(trialOfB === undefined);
  return trialOfA.localeCompare(trialOfB, 'en', { numeric: true });
}

export interface NewsPart {
  /** Its place in the item. */
  readonly at: number;
  readonly text: string;
  readonly isCode: boolean;
}

/** An item as plain words and code: where more is said lies in files that the app doesn't carry. */
export function partsOfItem(item: string): NewsPart[] {
  const plain = item
    .replace(/ \(\[[^\]]+\]\([^)]*\)\)/g, '')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1');
  return plain
    .split('`')
    .map((text, at) => ({ at, text, isCode: at % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
