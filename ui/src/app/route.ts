/** A place in the window. */
export type Route =
  | { readonly name: "new" }
  | {
      readonly name: "conversation";
      readonly id: string;
      /** A message to bring into view. */
      readonly messageId?: string | undefined;
    }
  | { readonly name: "search"; readonly query: string }
  | {
      readonly name: "settings";
      readonly section?: string | undefined;
      readonly entry?: string | undefined;
    };

/** Returns the place that an address names; an unknown one is a new conversation. */
export const routeOf = (address: string): Route => {
  const [head, second, third] = address.split("/").filter(Boolean);
  if (head === "settings") return { name: "settings", section: second, entry: third };
  if (head === "c" && second !== undefined)
    return { name: "conversation", id: second, messageId: third };
  if (head === "search") return { name: "search", query: decoded(second ?? "") };
  return { name: "new" };
};

/** What an address says; one that was cut says what it can. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
