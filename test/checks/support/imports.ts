import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type ModuleItem, parseSync } from '@swc/core';
import { root, type SourceFile } from './source-files';

export interface Import {
  from: string;
  /** A file of the checkout (`src-main/lib/day.ts`), or a package or built-in module (`zod`, `node:fs`). */
  to: string;
  inCheckout: boolean;
  /** Only types: it leaves no trace in the running program. */
  typeOnly: boolean;
}

/** Every import, re-export and dynamic import of a file. Relative ones are resolved to files. */
export function importsOf(file: SourceFile, checkout: string = root): Import[] {
  const syntax = { syntax: 'typescript', tsx: file.path.endsWith('.tsx') } as const;
  const module = parseSync(file.text, { ...syntax, target: 'esnext' });
  const fixed = module.body.flatMap(staticImport);
  const dynamic = dynamicImports(module).map((specifier) => ({ specifier, typeOnly: false }));
  return [...fixed, ...dynamic].map(({ specifier, typeOnly }) => {
    const inCheckout = specifier.startsWith('.');
    const to = inCheckout ? resolveFile(file.path, specifier, checkout) : packageName(specifier);
    return { from: file.path, to, inCheckout, typeOnly };
  });
}

function staticImport(item: ModuleItem): { specifier: string; typeOnly: boolean }[] {
  switch (item.type) {
    case 'ImportDeclaration': {
      const named = item.specifiers;
      const onlyTypes =
        named.length > 0 && named.every((one) => one.type === 'ImportSpecifier' && one.isTypeOnly);
      return [{ specifier: item.source.value, typeOnly: item.typeOnly || onlyTypes }];
    }
    case 'ExportAllDeclaration':
      return [{ specifier: item.source.value, typeOnly: 'typeOnly' in item && item.typeOnly === true }];
    case 'ExportNamedDeclaration':
      return item.source ? [{ specifier: item.source.value, typeOnly: item.typeOnly }] : [];
    default:
      return [];
  }
}

/** `import('./x')` wherever it stands, found by walking the whole tree. */
function dynamicImports(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(dynamicImports);
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap(dynamicImports);
  const literal = importedLiteral(node);
  return literal === null ? below : [literal, ...below];
}

function importedLiteral(node: object): string | null {
  const call = node as { type?: string; callee?: { type?: string }; arguments?: { expression?: object }[] };
  if (call.type !== 'CallExpression' || call.callee?.type !== 'Import') return null;
  const argument = call.arguments?.[0]?.expression as { type?: string; value?: unknown } | undefined;
  return argument?.type === 'StringLiteral' && typeof argument.value === 'string' ? argument.value : null;
}

function resolveFile(from: string, specifier: string, checkout: string): string {
  const [bare = specifier] = specifier.split('?');
  const base = posix.join(posix.dirname(from), bare);
  const candidates = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`, `${base}/index.tsx`];
  const isFile = (path: string) => /\.[a-z]+$/.test(path) && existsSync(join(checkout, path));
  return candidates.find(isFile) ?? base;
}

/** `drizzle-orm/sqlite-core` is of `drizzle-orm`, `@scope/name/x` of `@scope/name`. */
function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
