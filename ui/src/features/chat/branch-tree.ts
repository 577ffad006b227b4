import type { BranchStretch, MessageId } from "@atelier/client/types";

/** A stretch of the map, and how far in it stands. */
export type MapRow = {
  readonly stretch: BranchStretch;
  /** How many forks lie before it. */
  readonly depth: number;
  /** Its place among its siblings, from 1, and how many there are. */
  readonly place: number;
  readonly count: number;
  /** The message to restore, where it is deleted; null where it is not. */
  readonly restores: MessageId | null;
};

/** Lays the stretches out as rows, each below the one it follows. */
export const rowsOf = (stretches: readonly BranchStretch[]): readonly MapRow[] => {
  const rows = new Map<MessageId, MapRow>();
  const siblings = new Map<MessageId | null, number>();
  for (const { follows } of stretches) siblings.set(follows, (siblings.get(follows) ?? 0) + 1);
  const placed = new Map<MessageId | null, number>();
  for (const stretch of stretches) {
    const before = stretch.follows === null ? undefined : rows.get(stretch.follows);
    const place = (placed.get(stretch.follows) ?? 0) + 1;
    placed.set(stretch.follows, place);
    const restores = stretch.deleted_at === null ? null : (before?.restores ?? stretch.first_id);
    rows.set(stretch.first_id, {
      stretch,
      depth: before ? before.depth + 1 : 0,
      place,
      count: siblings.get(stretch.follows) ?? 1,
      restores,
    });
  }
  return [...rows.values()];
};
