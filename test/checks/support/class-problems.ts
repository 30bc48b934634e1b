import { posix } from 'node:path';
import { type SourceFile, sourceFiles } from './source-files';
import { withoutComments } from './without-comments';

const theme = 'src-renderer/ui/theme/';

/** A stylesheet, with the classes its rules are for. */
interface Sheet {
  path: string;
  classes: ReadonlySet<string>;
}

/**
 * What is wrong with the classes of the screens, in words: only the theme speaks to the whole page; every other
 * stylesheet is a module of the components beside it, holds no class that none of them uses and lacks none that one does.
 */
export function classProblems(checkout?: string): string[] {
  const sheets = sourceFiles(['src-renderer'], checkout, /\.css$/).map(sheetOf);
  const screens = sourceFiles(['src-renderer'], checkout, /\.tsx?$/).map(withoutComments);
  const shared = sheets.filter(({ path }) => path.startsWith(theme));
  const modules = sheets.filter(({ path }) => !path.startsWith(theme));
  return [
    ...modules
      .filter(({ path }) => !path.endsWith('.module.css'))
      .map(({ path }) => `${path} speaks to the whole page: make it a module of its component`),
    ...modules.flatMap((sheet) => moduleProblems(sheet, screens)),
    ...sharedProblems(shared, screens),
  ];
}

function sheetOf({ path, text }: SourceFile): Sheet {
  const rules = text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/:global\([^)]*\)/g, '');
  return { path, classes: new Set([...rules.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name = '']) => name)) };
}

function moduleProblems({ path, classes }: Sheet, screens: readonly SourceFile[]): string[] {
  const uses = screens.flatMap((screen) => usesOf(screen, path));
  const used = new Set(uses.map(({ name }) => name));
  return [
    ...uses
      .filter(({ name }) => !classes.has(name))
      .map(({ by, name }) => `${by} uses .${name}, which is not in ${path}`),
    ...[...classes].filter((name) => !used.has(name)).map((name) => `${path}: nothing uses .${name}`),
  ];
}

/** The classes a file takes of a module; `?` for a use that names none and can't be followed. */
function usesOf({ path, text }: SourceFile, module: string): { by: string; name: string }[] {
  const code = text.replaceAll(/^import .*$/gm, '');
  return [...text.matchAll(/^import (\w+) from ['"](\.[^'"]*\.css)['"];/gm)]
    .filter(([, , specifier = '']) => posix.join(posix.dirname(path), specifier) === module)
    .flatMap(([, local]) => [...code.matchAll(new RegExp(`\\b${local}\\b(?:\\.(\\w+))?`, 'g'))])
    .map(([, name = '?']) => ({ by: path, name }));
}

/** Classes written as text are of the theme, which has no others. */
function sharedProblems(sheets: readonly Sheet[], screens: readonly SourceFile[]): string[] {
  const uses = screens.flatMap(({ path, text }) =>
    [...text.matchAll(/className=(?:"([^"]*)"|\{`([^`]*)`\})/g)]
      .flatMap(([, plain, template]) => (plain ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, '').split(/\s+/))
      .filter((name) => name !== '')
      .map((name) => ({ by: path, name })),
  );
  const known = new Set(sheets.flatMap(({ classes }) => [...classes]));
  const used = new Set(uses.map(({ name }) => name));
  return [
    ...uses
      .filter(({ name }) => !known.has(name))
      .map(({ by, name }) => `${by} uses the class ${name}, which the theme doesn't have`),
    ...[...known].filter((name) => !used.has(name)).map((name) => `${theme}: nothing uses .${name}`),
  ];
}
