import { useEffect } from "react";

import { later } from "../components/later";
import { openTemplate, useOpenTemplate } from "../features/templates/open-template";
import { slashQuery } from "../features/templates/slash";
import { useComposer } from "../lib/compose";
import { useShortcut } from "../lib/shortcuts/registry";

const nothing = () => null;
const Templates = later(
  async () => (await import("../features/templates/Templates")).Templates,
  nothing,
);

/** Brings the templates when they are first wanted: by a `/`, by their keys, or from the palette. */
export const TemplatesGate = () => {
  const open = useOpenTemplate((store) => store.open !== null);
  const slash = useComposer(({ composer }) => slashQuery(composer?.text ?? "") !== null);
  useShortcut("template.insert", () => openTemplate({ kind: "library" }));
  useEffect(() => () => openTemplate(null), []);
  return open || slash ? <Templates /> : null;
};
