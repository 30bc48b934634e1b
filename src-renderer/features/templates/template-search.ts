/** What the address of a template carries: which starter a new one begins with; an empty one when it is absent. */
export interface TemplateSearch {
  readonly starter?: string;
}

export function readTemplateSearch({ starter }: Record<string, unknown>): TemplateSearch {
  return typeof starter === 'string' && /^[a-z0-9_]{1,40}$/.test(starter) ? { starter } : {};
}
