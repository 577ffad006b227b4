import { plural, t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { SwitchField } from "../../components/SwitchField";
import { useStream } from "../../data/use-stream";
import { bytes } from "../../lib/quantity";
import { type HistoryState, NOTHING_READ, readOn } from "./history-state";
import { ImportReportView } from "./ImportReportView";
import { Part } from "./Part";
import { PathField } from "./PathField";
import { Progress } from "./Progress";
import { bringsAnything, broughtWords, importWords } from "./words";

/** Reads a history, says what it would bring, and takes it in when told. */
export const ImportHistory = () => {
  const [path, setPath] = useState("");
  const [settings, setSettings] = useState(false);
  const look = useStream("import.inspect", readOn, { initial: NOTHING_READ });
  // An import goes on while other pages are looked at.
  const take = useStream("import.run", readOn, { initial: NOTHING_READ, key: "import" });
  const change = (next: string) => {
    setPath(next);
    setSettings(false);
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
      description={t`Takes in the export of ChatGPT, Claude, Open WebUI or Atelier (zip or JSON), or a folder of Claude Code sessions. Branches are kept, and what is here already is not taken again.`}
      id="import"
      title={t`Import`}
    >
      <form onSubmit={submit}>
        <PathField
          beside={
            <Button disabled={take.running} pending={look.running} type="submit">
              {t`Look at it`}
            </Button>
          }
          chooses="file"
          description={t`You see what it would bring before anything is kept. ~ is your home folder.`}
          label={t`File or folder`}
          onChange={change}
          path={path}
          placeholder="~/Downloads/chatgpt-export.zip"
        />
      </form>
      {look.running && <Reading label={t`Reading`} onStop={look.stop} state={look.state} />}
      {look.error && <ErrorNote error={look.error} title={t`It was not read`} />}
      {foreseen && !take.running && !brought && (
        <>
          <ImportReportView report={foreseen} />
          {foreseen.collections.has_settings && (
            <SwitchField
              checked={settings}
              description={t`In place of those here: appearance, shortcuts, instructions, model, tools, budgets of days and months. Where model calls go, and who may reach Atelier, stays as it is.`}
              label={t`Take its settings and budgets, too`}
              onChange={setSettings}
            />
          )}
          {bringsAnything(foreseen) || settings ? (
            <div className="flex gap-2">
              <Button
                onClick={() => void take.start({ path: path.trim(), settings })}
                variant="primary"
              >
                {importWords(foreseen)}
              </Button>
              <Button onClick={() => change("")}>{t`Do not import`}</Button>
            </div>
          ) : (
            <p className="text-sm">{t`Everything in it is here already.`}</p>
          )}
        </>
      )}
      {take.running && <Reading label={t`Importing`} onStop={take.stop} state={take.state} />}
      {take.status === "stopped" && (
        <p className="text-sm" role="status">
          {t`Stopped. What had come by then is whole and listed below; importing again goes on.`}
        </p>
      )}
      {take.error && (
        <ErrorNote error={take.error} title={t`The import broke off; what had come is whole`} />
      )}
      {brought && (
        <>
          <p className="text-sm font-medium" role="status">
            {bringsAnything(brought) || settings
              ? broughtWords(brought)
              : t`Everything in it was here already.`}
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
      ? t`Looking for what there is to read`
      : t`${{ bytes: bytes(state.bytes) }} of ${{ of: bytes(state.of) }}, ${plural({ count: state.conversations }, { one: "# conversation", other: "# conversations" })}`}
  </Progress>
);
