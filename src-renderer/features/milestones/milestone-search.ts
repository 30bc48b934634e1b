export const milestoneViews = ['board', 'plans', 'celebrations', 'statistics'] as const;
export type MilestoneView = (typeof milestoneViews)[number];

/** What the address of the milestones carries, so that back and links find the same. */
export interface MilestoneSearch {
  readonly view?: MilestoneView;
  readonly plan?: string;
  readonly list?: true;
  /** Of celebrations: how they are set, and the badges. */
  readonly set?: true;
}

/** Reads the address part by part: what doesn't fit is left out. */
export function readMilestoneSearch(search: Record<string, unknown>): MilestoneSearch {
  const view = milestoneViews.find((one) => one === search['view']);
  const { plan, list, set } = search;
  return {
    ...(view && { view }),
    ...(typeof plan === 'string' && /^[0-9a-f-]{36}$/.test(plan) && { plan }),
    ...(list === true && { list }),
    ...(set === true && { set }),
  };
}
