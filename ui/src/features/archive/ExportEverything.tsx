import type { ExportEvent, ExportedFile } from "@atelier/client/types";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { useOperation } from "../../data/use-operation";
import { useStream } from "../../data/use-stream";
import { bytes, count, plural } from "../../lib/quantity";
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
      description="Writes all conversations with their branches, those in the trash too, and the settings to one zip in a documented format. Keys are not in it, and the file is not encrypted."
      id="export"
      title="Export everything"
    >
      <form onSubmit={submit}>
        <PathField
          beside={
            <Button pending={write.running} type="submit">
              Export
            </Button>
          }
          label="Write to"
          onChange={(next) => {
            setTyped(next);
            if (!write.running) write.reset();
          }}
          path={path}
        />
      </form>
      {write.running && (
        <Progress done={write.state.done} label="Exporting" of={write.state.of} onStop={write.stop}>
          {count(write.state.done)} of {plural(write.state.of, "conversation", "conversations")}
        </Progress>
      )}
      {write.status === "stopped" && (
        <p className="text-sm" role="status">
          Stopped. Nothing was written.
        </p>
      )}
      {write.error && (
        <ErrorNote error={write.error} title="Nothing was written">
          {taken && <Button onClick={() => start(true)}>Replace it</Button>}
        </ErrorNote>
      )}
      {file && (
        <p className="text-sm" role="status">
          {plural(file.conversations, "conversation", "conversations")} with{" "}
          {plural(file.messages, "message", "messages")} are in{" "}
          <span className="font-mono wrap-anywhere" dir="ltr">
            {file.path}
          </span>{" "}
          ({bytes(file.bytes)}).
        </p>
      )}
    </Part>
  );
};
