import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";

/** Whether a text is a colour as a theme has it. */
export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** The roles by what they are for, in the order of the editor. */
const GROUPS: readonly (readonly [MessageDescriptor, RegExp])[] = [
  [msg`Surfaces`, /^surface/],
  [msg`Text`, /^text/],
  [msg`Lines`, /^(hairline|border)/],
  [msg`Accent`, /^accent/],
  [msg`States`, /^(success|warning|danger|info)/],
  [msg`Code`, /^code-/],
  [msg`Charts`, /^chart-/],
];

/** Sorts roles into groups with names; what belongs to none comes last. */
export const grouped = (
  roles: readonly string[],
): readonly { readonly name: MessageDescriptor; readonly roles: readonly string[] }[] => {
  const left = new Set(roles);
  const groups = GROUPS.map(([name, fits]) => {
    const own = [...left].filter((role) => fits.test(role));
    for (const role of own) left.delete(role);
    return { name, roles: own };
  });
  return [...groups, { name: msg`Other`, roles: [...left] }].filter(
    (group) => group.roles.length > 0,
  );
};
