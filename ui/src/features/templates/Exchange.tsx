import { toOperationError } from "@atelier/client/errors";
import { plural, t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { FileButton } from "../../components/FileButton";
import { downloadText } from "../../components/markdown/download";
import { showToast } from "../../components/toasts";
import { useTransport } from "../../data/transport";
import { useCommand } from "../../data/use-command";
import { errorLine } from "../../lib/error-words";
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
  const failed = (cause: unknown) =>
    showToast({ text: errorLine(toOperationError(cause)), tone: "danger" });
  const written = async () => JSON.stringify(await exported(), null, 2);
  const save = () => void written().then((text) => downloadText(NAME, text), failed);
  const copy = () =>
    void written()
      .then((text) => platform.copyText(text))
      .then(() => showToast({ text: t`All templates copied as JSON` }), failed);
  return (
    <section
      aria-label={t`Exchange`}
      className="flex flex-col gap-3 border-t border-hairline pt-4 text-sm"
    >
      <div className="flex flex-wrap gap-2">
        <FileButton
          accept=".json,application/json"
          label={t`Import …`}
          most={8 * 1_024 * 1_024}
          onText={(text) => {
            setTooLarge(false);
            take.mutate({ text });
          }}
          onTooLarge={() => setTooLarge(true)}
        />
        {platform.kind === "web" && <Button onClick={save}>{t`Export all`}</Button>}
        <Button onClick={copy} variant="quiet">
          {t`Copy all as JSON`}
        </Button>
      </div>
      {tooLarge && <p role="alert">{t`The file is larger than 8 MiB, and was not read.`}</p>}
      {take.error && <ErrorNote error={take.error} title={t`Nothing was taken in`} />}
      {take.data && (
        <div role="status">
          <p>{t`${plural({ added: take.data.added }, { one: "# template added", other: "# templates added" })}, ${{ changed: take.data.updated }} changed, ${{ known: take.data.unchanged }} known already.`}</p>
          {take.data.refused.map((why) => (
            <p className="text-text-subtle" key={why} lang="en">
              {why}
            </p>
          ))}
        </div>
      )}
    </section>
  );
};
