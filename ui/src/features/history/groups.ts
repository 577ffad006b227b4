import type { Conversation } from "@atelier/client/types";

/** A heading of the history, and what stands below it. */
export type HistoryGroup = {
  readonly name: "Pinned" | "Today" | "Yesterday" | "Previous 7 days" | "Older";
  readonly conversations: readonly Conversation[];
};

/** Groups conversations: the pinned first, the others by the day they last changed in the person's own
 * time zone. */
export const groupByAge = (
  conversations: readonly Conversation[],
  now: number,
): readonly HistoryGroup[] => {
  const today = new Date(now).setHours(0, 0, 0, 0);
  const starts: readonly (readonly [HistoryGroup["name"], number])[] = [
    ["Today", today],
    ["Yesterday", daysBefore(today, 1)],
    ["Previous 7 days", daysBefore(today, 7)],
    ["Older", Number.NEGATIVE_INFINITY],
  ];
  const groups = new Map<HistoryGroup["name"], Conversation[]>();
  for (const conversation of conversations) {
    const day = starts.find(([, start]) => conversation.updated_at >= start)?.[0] ?? "Older";
    const name = conversation.pinned_at === null ? day : "Pinned";
    groups.set(name, [...(groups.get(name) ?? []), conversation]);
  }
  return [...(["Pinned"] as const), ...starts.map(([name]) => name)].flatMap((name) => {
    const found = groups.get(name);
    return found ? [{ name, conversations: found }] : [];
  });
};

/** A day can have 23 or 25 hours: the calendar counts, not the clock. */
const daysBefore = (midnight: number, days: number): number => {
  const date = new Date(midnight);
  return date.setDate(date.getDate() - days);
};
