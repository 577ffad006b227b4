import { plural } from "@lingui/core/macro";

import { toolTitle } from "../../lib/tool-words";
import { titleOf } from "./tool-call";

/** What is done by tools that many programs have, under the names that they go by. */
const DEEDS: Readonly<Record<string, "read" | "changed" | "ran" | "searched" | "fetched">> = {
  read: "read",
  read_file: "read",
  view: "read",
  edit: "changed",
  write: "changed",
  multiedit: "changed",
  edit_file: "changed",
  write_file: "changed",
  bash: "ran",
  run_command: "ran",
  grep: "searched",
  glob: "searched",
  search: "searched",
  websearch: "searched",
  webfetch: "fetched",
};

/** Says what so many calls of a tool did. */
export const runWords = (name: string, count: number): string => {
  const known = name.toLowerCase();
  switch (Object.hasOwn(DEEDS, known) ? DEEDS[known] : undefined) {
    case "read":
      return plural(count, { one: "Read # file", other: "Read # files" });
    case "changed":
      return plural(count, { one: "Changed # file", other: "Changed files # times" });
    case "ran":
      return plural(count, { one: "Ran # command", other: "Ran # commands" });
    case "searched":
      return plural(count, { one: "Searched # time", other: "Searched # times" });
    case "fetched":
      return plural(count, { one: "Read # page", other: "Read # pages" });
    default: {
      const title = toolTitle(name) ?? titleOf(name);
      return plural(count, { one: `${title}: # call`, other: `${title}: # calls` });
    }
  }
};
