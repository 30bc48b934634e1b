import type { z } from 'zod';
import { appRouter } from '../../../src-main/api/router';
import { operationPatchSchemas } from '../../../src-preload/contract/operations';
import { shapeOf } from './shape-of';

interface Procedure {
  readonly _def: {
    readonly type: 'query' | 'mutation' | 'subscription';
    readonly inputs: readonly z.ZodType[];
    readonly output?: z.ZodType;
    readonly meta?: {
      readonly role: string;
      readonly cost: string;
      readonly touches?: readonly string[];
      readonly whileLocked?: boolean;
    };
  };
}

const head = `# Procedures

What a screen may ask of Steward, made from the contract that both sides check. A **query** reads, a **mutation** writes or
begins something; its line says the least role it asks for, what it costs under the rate limits (read, compute, write,
heavy), and what screens hold that goes stale with it. Whatever doesn't fit the shape it takes is refused before anything
is done; \`?\` marks what may be left out, \`…[]\` a list, \`day\` one like 2026-11-22. What a role may do is decided once more by the company's
database, for every login ([security](security.md), [team](team.md)).
`;

const decisionsHead = `## What decisions carry

A decision is kept on the desktop and goes to the company as an operation of its kind ([kinds](team.md#kinds)), with this; the
company's database checks it once more.
`;

/** docs/api.md: every procedure by its router, then every kind of operation, in the order of the alphabet. */
export function apiDocument(): string {
  const procedures = Object.entries(appRouter._def.procedures as unknown as Record<string, Procedure>);
  const byRouter = Map.groupBy(procedures, ([path]) => path.split('.')[0] ?? '');
  const parts = [...byRouter]
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([router, own]) => `## ${router}\n\n${own.toSorted(byPath).map(entryOf).join('\n\n')}\n`);
  return [head, ...parts, decisionsHead, `${decisions().join('\n\n')}\n`].join('\n');
}

function decisions(): string[] {
  const kinds = Object.entries<z.ZodType>(operationPatchSchemas);
  return kinds
    .toSorted(([left], [right]) => left.localeCompare(right))
    .map(([kind, patch]) => `### ${kind}\n\ncarries \`${shapeOf(patch, 'input')}\``);
}

function byPath([left]: [string, Procedure], [right]: [string, Procedure]): number {
  return left.localeCompare(right);
}

function entryOf([path, { _def }]: [string, Procedure]): string {
  const { type, inputs, output, meta } = _def;
  const takes = inputs.map((input) => shapeOf(input, 'input')).join(' & ');
  return [
    `### ${path}`,
    '',
    [type, ...(meta === undefined ? ['viewer', 'read'] : [meta.role, meta.cost]), ...staleWords(meta)].join(
      ' · ',
    ),
    ...(takes === '' ? [] : ['', `takes \`${takes}\``]),
    ...(output === undefined ? [] : ['', `gives \`${shapeOf(output, 'output')}\``]),
  ].join('\n');
}

function staleWords(meta: Procedure['_def']['meta']): string[] {
  const touches = meta?.touches ?? [];
  return [
    ...(touches.length === 0 ? [] : [`stale: ${touches.join(', ')}`]),
    ...(meta?.whileLocked === true ? ['answers while locked'] : []),
  ];
}
