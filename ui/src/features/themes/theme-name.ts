import type { Theme } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

const BUILT_IN: ReadonlyMap<string, MessageDescriptor> = new Map([
  ["high-contrast-light", msg`High contrast light`],
  ["high-contrast-dark", msg`High contrast dark`],
]);

/** What a theme is called: those that come with Atelier in the language that is shown, all others as they are named. */
export const themeName = ({ id, name, is_built_in }: Theme): string => {
  const words = is_built_in ? BUILT_IN.get(id) : undefined;
  return words ? i18n._(words) : name;
};
