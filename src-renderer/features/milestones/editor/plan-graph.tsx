import { shortened } from '../../../ui/format/shortened';
import { WideRoom } from '../../../ui/wide-room';
import type { Step } from './needs-order';
import classes from './plan-outline.module.css';

const node = { width: 190, height: 34, across: 56, down: 14 };
/** Characters that fit into a node. */
const mostCharacters = 27;

/** What comes after what, from left to right. The outline says the same in words. */
export function PlanGraph({ steps }: { steps: readonly Step[] }) {
  const rows = new Map<number, number>();
  const places = new Map<string, { x: number; y: number }>();
  for (const { milestone, depth } of steps) {
    const row = rows.get(depth) ?? 0;
    rows.set(depth, row + 1);
    places.set(milestone.id, {
      x: depth * (node.width + node.across) + 1,
      y: row * (node.height + node.down) + 1,
    });
  }
  const width = rows.size * (node.width + node.across) - node.across + 2;
  const height = Math.max(...rows.values()) * (node.height + node.down) - node.down + 2;
  return (
    <WideRoom label="Graph, wider than its room">
      <svg className={classes.graph} width={width} height={height} role="img" aria-label={wordsOf(steps)}>
        {steps.flatMap(({ milestone }) =>
          milestone.definition.prerequisites.flatMap((needed) => {
            const [from, to] = [places.get(needed), places.get(milestone.id)];
            if (from === undefined || to === undefined) return [];
            const [x, y, end] = [from.x + node.width, from.y + node.height / 2, to.y + node.height / 2];
            const middle = (x + to.x) / 2;
            return [
              <path
                key={`${needed} ${milestone.id}`}
                className={classes.edge}
                d={`M${x} ${y} C${middle} ${y} ${middle} ${end} ${to.x} ${end}`}
              />,
            ];
          }),
        )}
        {steps.map(({ milestone }) => {
          const { x, y } = places.get(milestone.id) ?? { x: 0, y: 0 };
          return (
            <g key={milestone.id}>
              <title>{milestone.name}</title>
              <rect className={classes.node} x={x} y={y} width={node.width} height={node.height} rx={6} />
              <text className={classes.name} x={x + 10} y={y + node.height / 2 + 4}>
                {shortened(milestone.name, mostCharacters)}
              </text>
            </g>
          );
        })}
      </svg>
    </WideRoom>
  );
}

function wordsOf(steps: readonly Step[]): string {
  return steps
    .map(({ milestone, after }) =>
      after.length === 0 ? milestone.name : `${milestone.name} after ${after.join(', ')}`,
    )
    .join('; ');
}
