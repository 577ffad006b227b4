import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { useStream } from "../../data/use-stream";
import { bytes, plural } from "../../lib/quantity";
import { type HistoryState, NOTHING_READ, readOn } from "./history-state";
import { ImportReportView } from "./ImportReportView";
import { Part } from "./Part";
import { PathField } from "./PathField";
import { Progress } from "./Progress";
import { bringsAnything, broughtWords } from "./words";

/** Reads a history, says what it would bring, and takes it in when told. */
export const ImportHistory = () => {
  const [path, setPath] = useState("");
  const look = useStream("import.inspect", readOn, { initial: NOTHING_READ });
  // An import goes on while other pages are looked at.
  const take = useStream("import.run", readOn, { initial: NOTHING_READ, key: "import" });
  const change = (next: string) => {
    setPath(next);
    look.reset();
    if (!take.running) take.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() === "") return;
    take.reset();
    void look.start({ path: path.trim() });
  };
  const foreseen = look.state.report;
  const brought = take.state.report;
  return (
    <Part
      description="Takes in the export of ChatGPT, Claude, Open WebUI or Atelier (zip or JSON), or a folder of Claude Code sessions. Branches are kept, and what is here already is not taken again."
      id="import"
      title="Import"
    >
      <form onSubmit={submit}>
        <PathField
          beside={
            <Button disabled={take.running} pending={look.running} type="submit">
              Look at it
            </Button>
          }
          description="You see what it would bring before anything is kept. ~ is your home folder."
          label="File or folder"
          onChange={change}
          path={path}
          placeholder="~/Downloads/chatgpt-export.zip"
        />
      </form>
      {look.running && <Reading label="Reading" onStop={look.stop} state={look.state} />}
      {look.error && <ErrorNote error={look.error} title="It was not read" />}
      {foreseen && !take.running && !brought && (
        <>
          <ImportReportView report={foreseen} />
          {bringsAnything(foreseen) ? (
            <div className="flex gap-2">
              <Button onClick={() => void take.start({ path: path.trim() })} variant="primary">
                Import {broughtWords(foreseen)}
              </Button>
              <Button onClick={() => change("")}>Do not import</Button>
            </div>
          ) : (
            <p className="text-sm">Everything in it is here already.</p>
          )}
        </>
      )}
      {take.running && <Reading label="Importing" onStop={take.stop} state={take.state} />}
      {take.status === "stopped" && (
        <p className="text-sm" role="status">
          Stopped. What had come by then is whole and listed below; importing again goes on.
        </p>
      )}
      {take.error && (
        <ErrorNote error={take.error} title="The import broke off; what had come is whole" />
      )}
      {brought && (
        <>
          <p className="text-sm font-medium" role="status">
            {bringsAnything(brought)
              ? `${broughtWords(brought)} came in.`
              : "Everything in it was here already."}
          </p>
          <ImportReportView report={brought} />
        </>
      )}
    </Part>
  );
};

type ReadingProps = {
  readonly label: string;
  readonly state: HistoryState;
  readonly onStop: () => void;
};

const Reading = ({ label, state, onStop }: ReadingProps) => (
  <Progress done={state.bytes} label={label} of={state.of} onStop={onStop}>
    {state.of === 0
      ? "Looking for what there is to read"
      : `${bytes(state.bytes)} of ${bytes(state.of)}, ${plural(state.conversations, "conversation", "conversations")}`}
  </Progress>
);
