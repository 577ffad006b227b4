import type { Template } from "@atelier/client/types";

/** The most that are offered at once. */
const MOST = 8;

/** Returns what is looked for where a message begins with `/`; null where it is an ordinary one. */
export const slashQuery = (text: string): string | null =>
  /^\/[^\n/]{0,60}$/.test(text) ? text.slice(1) : null;

/** Returns the templates that a query finds in name, tags and description, those used most first. */
export const findTemplates = (
  templates: readonly Template[],
  query: string,
  most = MOST,
): readonly Template[] => {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const scored = templates.flatMap((template) => {
    const name = template.name.toLocaleLowerCase();
    const all = `${name} ${template.tags.join(" ")} ${template.description}`.toLocaleLowerCase();
    if (!words.every((word) => all.includes(word))) return [];
    const begins = words.filter((word) => name.startsWith(word)).length;
    const named = words.filter((word) => name.includes(word)).length;
    return [{ template, score: begins * 2 + named }];
  });
  // The core lists those used most first, and the order of equals stays.
  scored.sort((a, b) => b.score - a.score);
  return scored.slice(0, most).map(({ template }) => template);
};

/** Returns the beginning of a template's text, on one line. */
export const preview = (body: string): string => body.replace(/\s+/g, " ").trim().slice(0, 120);
