import type { Conversation } from "@atelier/client/types";
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** What the headings of the history say. */
export const HEADINGS = {
  pinned: msg`Pinned`,
  today: msg`Today`,
  yesterday: msg`Yesterday`,
  week: msg`Previous 7 days`,
  older: msg`Older`,
} as const satisfies Record<string, MessageDescriptor>;

/** A heading of the history, and what stands below it. */
export type HistoryGroup = {
  readonly name: keyof typeof HEADINGS;
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
    ["today", today],
    ["yesterday", daysBefore(today, 1)],
    ["week", daysBefore(today, 7)],
    ["older", Number.NEGATIVE_INFINITY],
  ];
  const groups = new Map<HistoryGroup["name"], Conversation[]>();
  for (const conversation of conversations) {
    const day = starts.find(([, start]) => conversation.updated_at >= start)?.[0] ?? "older";
    const name = conversation.pinned_at === null ? day : "pinned";
    groups.set(name, [...(groups.get(name) ?? []), conversation]);
  }
  return [...(["pinned"] as const), ...starts.map(([name]) => name)].flatMap((name) => {
    const found = groups.get(name);
    return found ? [{ name, conversations: found }] : [];
  });
};

/** A day can have 23 or 25 hours: the calendar counts, not the clock. */
const daysBefore = (midnight: number, days: number): number => {
  const date = new Date(midnight);
  return date.setDate(date.getDate() - days);
};
