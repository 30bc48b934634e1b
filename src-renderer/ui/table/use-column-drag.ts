import { type DragEvent, useState } from 'react';
import type { ColumnPlace } from './column-order';

/** Where a dragged column would come to lie. */
interface Dragged {
  readonly id: string;
  readonly over: ColumnPlace | null;
}

/** Names of columns that can be dragged to another place: what the name needs, and what each head where it may be let go. */
export function useColumnDrag(
  columns: readonly { readonly id: string }[],
  onMove: ((id: string, place: ColumnPlace) => void) | undefined,
) {
  const [dragged, setDragged] = useState<Dragged | null>(null);
  const naming = columns[0]?.id;

  function placeAt(beside: string, { currentTarget, clientX }: DragEvent<HTMLElement>): ColumnPlace {
    const { left, width } = currentTarget.getBoundingClientRect();
    return { beside, side: beside !== naming && clientX < left + width / 2 ? 'before' : 'behind' };
  }

  return {
    handle: (id: string) =>
      onMove === undefined || id === naming
        ? {}
        : {
            draggable: true,
            onDragStart(event: DragEvent<HTMLElement>) {
              event.dataTransfer.effectAllowed = 'move';
              event.dataTransfer.setData('text/plain', '');
              setDragged({ id, over: null });
            },
            onDragEnd: () => setDragged(null),
          },
    target: (id: string) =>
      dragged === null
        ? {}
        : {
            'data-drop': dragged.over?.beside === id && dragged.id !== id ? dragged.over.side : undefined,
            onDragOver(event: DragEvent<HTMLElement>) {
              event.preventDefault();
              const over = placeAt(id, event);
              if (over.beside !== dragged.over?.beside || over.side !== dragged.over.side)
                setDragged({ ...dragged, over });
            },
            onDrop(event: DragEvent<HTMLElement>) {
              event.preventDefault();
              onMove?.(dragged.id, placeAt(id, event));
              setDragged(null);
            },
          },
  };
}
