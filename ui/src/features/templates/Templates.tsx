import { useEffect, useState } from "react";

import { putIntoComposer, useComposer } from "../../lib/compose";
import { openTemplate, useOpenTemplate } from "./open-template";
import { SlashPicker } from "./SlashPicker";
import { slashQuery } from "./slash";
import { TemplateFill } from "./TemplateFill";
import { TemplateLibrary } from "./TemplateLibrary";

/** What is open of the templates: the picker above the composer, a template to fill in, the library. */
export const Templates = () => {
  const open = useOpenTemplate((store) => store.open);
  const text = useComposer((store) => store.composer?.text ?? "");
  const [dismissed, dismiss] = useState(false);
  const query = slashQuery(text);
  const looking = query !== null;
  useEffect(() => {
    if (!looking) dismiss(false);
  }, [looking]);
  const close = () => openTemplate(null);
  const insert = (filled: string) => {
    close();
    const { composer } = useComposer.getState();
    // A `/…` was only there to find it.
    const how = slashQuery(composer?.text ?? "") === null ? "add" : "replace";
    setTimeout(() => putIntoComposer(filled, how));
  };
  return (
    <>
      {query !== null && !dismissed && open === null && (
        <SlashPicker
          onClose={() => dismiss(true)}
          onLibrary={() => openTemplate({ kind: "library" })}
          onPick={({ id }) => openTemplate({ kind: "fill", id })}
          query={query}
        />
      )}
      {open?.kind === "fill" && <TemplateFill id={open.id} onClose={close} onText={insert} />}
      {open?.kind === "library" && (
        <TemplateLibrary onClose={close} onUse={(id) => openTemplate({ kind: "fill", id })} />
      )}
    </>
  );
};
