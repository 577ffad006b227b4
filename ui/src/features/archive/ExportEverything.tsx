import type { ExportEvent, ExportedFile } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { Plural, Trans } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { useOperation } from "../../data/use-operation";
import { useStream } from "../../data/use-stream";
import { bytes, count } from "../../lib/quantity";
import { DownloadButton } from "./DownloadButton";
import { Part } from "./Part";
import { PathField } from "./PathField";
import { Progress } from "./Progress";

type State = { readonly done: number; readonly of: number; readonly file: ExportedFile | null };

const writeOn = (state: State, event: ExportEvent): State =>
  event.type === "progress"
    ? { ...state, done: event.conversations, of: event.of }
    : { ...state, file: event.file };

/** Writes everything to one zip that a person names. */
export const ExportEverything = () => {
  const [typed, setTyped] = useState<string | null>(null);
  const suggested = useOperation("export.suggest", {}, { fresh: true });
  const write = useStream("export.everything", writeOn, {
    initial: { done: 0, of: 0, file: null },
    key: "export",
  });
  const path = typed ?? suggested.data?.path ?? "";
  const taken = write.error?.code === "conflict";
  const start = (replace: boolean) => void write.start({ path: path.trim(), replace });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== "") start(false);
  };
  const { file } = write.state;
  return (
    <Part
      description={t`Writes all conversations with their branches, those in the trash too, projects, templates, themes, what was learned, budgets and settings to one zip in a documented format. Keys are not in it, and the file is not encrypted.`}
      id="export"
      title={t`Export everything`}
    >
      <form onSubmit={submit}>
        <PathField
          beside={
            <>
              <Button pending={write.running} type="submit">
                {t({ message: "Export", context: "verb" })}
              </Button>
              <DownloadButton wish={{}} />
            </>
          }
          chooses="new_file"
          label={t`Write to`}
          onChange={(next) => {
            setTyped(next);
            if (!write.running) write.reset();
          }}
          path={path}
        />
      </form>
      {write.running && (
        <Progress
          done={write.state.done}
          label={t`Exporting`}
          of={write.state.of}
          onStop={write.stop}
        >{t`${{ done: count(write.state.done) }} of ${plural({ count: write.state.of }, { one: "# conversation", other: "# conversations" })}`}</Progress>
      )}
      {write.status === "stopped" && (
        <p className="text-sm" role="status">
          {t`Stopped. Nothing was written.`}
        </p>
      )}
      {write.error && (
        <ErrorNote error={write.error} title={t`Nothing was written`}>
          {taken && <Button onClick={() => start(true)}>{t`Replace it`}</Button>}
        </ErrorNote>
      )}
      {file && (
        <p className="text-sm" role="status">
          <Written file={file} />
        </p>
      )}
    </Part>
  );
};

const Written = ({ file }: { readonly file: ExportedFile }) => {
  const { conversations, messages, path } = file;
  const size = bytes(file.bytes);
  return (
    <Trans>
      <Plural one="# conversation" other="# conversations" value={conversations} /> with{" "}
      <Plural one="# message" other="# messages" value={messages} /> are in{" "}
      <span className="font-mono wrap-anywhere" dir="ltr">
        {path}
      </span>{" "}
      ({size}).
    </Trans>
  );
};
