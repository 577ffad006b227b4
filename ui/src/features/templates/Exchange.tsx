import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { FileButton } from "../../components/FileButton";
import { downloadText } from "../../components/markdown/download";
import { showToast } from "../../components/toasts";
import { useTransport } from "../../data/transport";
import { useCommand } from "../../data/use-command";
import { plural } from "../../lib/quantity";
import { usePlatform } from "../../platform/context";

const NAME = "templates.atelier.json";

/** Writes the library to a file, and takes one in. */
export const Exchange = () => {
  const transport = useTransport();
  const platform = usePlatform();
  const client = useQueryClient();
  const [tooLarge, setTooLarge] = useState(false);
  const take = useCommand("template.import");
  const exported = () =>
    client.fetchQuery({
      queryKey: ["template.export", "now"],
      queryFn: () => transport.call("template.export", {}),
      staleTime: 0,
      gcTime: 0,
    });
  const failed = ({ message }: Error) => showToast({ text: message, tone: "danger" });
  const written = async () => JSON.stringify(await exported(), null, 2);
  const save = () => void written().then((text) => downloadText(NAME, text), failed);
  const copy = () =>
    void written()
      .then((text) => platform.copyText(text))
      .then(() => showToast({ text: "All templates copied as JSON" }), failed);
  return (
    <section
      aria-label="Exchange"
      className="flex flex-col gap-3 border-t border-hairline pt-4 text-sm"
    >
      <div className="flex flex-wrap gap-2">
        <FileButton
          accept=".json,application/json"
          label="Import …"
          most={8 * 1_024 * 1_024}
          onText={(text) => {
            setTooLarge(false);
            take.mutate({ text });
          }}
          onTooLarge={() => setTooLarge(true)}
        />
        {platform.kind === "web" && <Button onClick={save}>Export all</Button>}
        <Button onClick={copy} variant="quiet">
          Copy all as JSON
        </Button>
      </div>
      {tooLarge && <p role="alert">The file is larger than 8 MiB, and was not read.</p>}
      {take.error && <ErrorNote error={take.error} title="Nothing was taken in" />}
      {take.data && (
        <div role="status">
          <p>
            {plural(take.data.added, "template", "templates")} added, {take.data.updated} changed,{" "}
            {take.data.unchanged} known already.
          </p>
          {take.data.refused.map((why) => (
            <p className="text-text-subtle" key={why}>
              {why}
            </p>
          ))}
        </div>
      )}
    </section>
  );
};
