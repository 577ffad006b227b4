/** Whether a text is a colour as a theme has it. */
export const isColour = (text: string): boolean => /^#[0-9a-f]{6}$/i.test(text);

/** The roles by what they are for, in the order of the editor. */
const GROUPS: readonly (readonly [string, RegExp])[] = [
  ["Surfaces", /^surface/],
  ["Text", /^text/],
  ["Lines", /^(hairline|border)/],
  ["Accent", /^accent/],
  ["States", /^(success|warning|danger|info)/],
  ["Code", /^code-/],
  ["Charts", /^chart-/],
];

/** Sorts roles into groups with names; what belongs to none comes last. */
export const grouped = (
  roles: readonly string[],
): readonly { readonly name: string; readonly roles: readonly string[] }[] => {
  const left = new Set(roles);
  const groups = GROUPS.map(([name, fits]) => {
    const own = [...left].filter((role) => fits.test(role));
    for (const role of own) left.delete(role);
    return { name, roles: own };
  });
  return [...groups, { name: "Other", roles: [...left] }].filter((group) => group.roles.length > 0);
};
