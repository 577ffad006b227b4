import type { MirrorEvent } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { type FormEvent, useState } from "react";

import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { ErrorNote } from "../../components/ErrorNote";
import { Skeleton } from "../../components/Skeleton";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { useStream } from "../../data/use-stream";
import { count } from "../../lib/quantity";
import { MirrorState } from "./MirrorState";
import { Part } from "./Part";
import { PathField } from "./PathField";
import { Progress } from "./Progress";

type Finished = Extract<MirrorEvent, { type: "finished" }>;
type State = { readonly done: number; readonly of: number; readonly finished: Finished | null };

const lookOn = (state: State, event: MirrorEvent): State =>
  event.type === "progress"
    ? { ...state, done: event.done, of: event.of }
    : { ...state, finished: event };

/** A folder in which every conversation is kept as a Markdown file, as long as a person wants it. */
export const FolderMirror = () => {
  const { data: status, error, isPending, refetch } = useOperation("mirror.status", {});
  const configure = useCommand("mirror.configure");
  const rebuild = useStream("mirror.rebuild", lookOn, {
    initial: { done: 0, of: 0, finished: null },
    key: "mirror",
  });
  const [typed, setTyped] = useState<string | null>(null);
  const [asking, setAsking] = useState<"begin" | "end" | null>(null);
  const folder = typed ?? status?.folder ?? "";
  const isOn = status?.folder != null;
  const close = () => {
    setAsking(null);
    configure.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (folder.trim() !== "") setAsking("begin");
  };
  const choose = (next: string | null) =>
    configure.mutate(
      { folder: next },
      {
        onSuccess: () => {
          close();
          setTyped(null);
          rebuild.reset();
        },
      },
    );
  const { done, of, finished } = rebuild.state;
  return (
    <Part
      description={t`Keeps a Markdown file of every conversation in a folder of yours and writes it anew when the conversation changes. It goes one way: what you change there is not read back, and lies beside when the file is written again.`}
      id="mirror"
      title={t`Folder mirror`}
    >
      {isPending && <Skeleton lines={2} />}
      {error && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {status && !status.possible && (
        <p className="text-sm text-text-subtle">
          {t`Conversations are in memory only; keep them on this computer first.`}
        </p>
      )}
      {status?.possible && (
        <>
          <Banner shape="card" tone="warning">
            {t`The files are not encrypted. Who can read the folder, or a copy or a cloud that it is carried to, reads your conversations.`}
          </Banner>
          <form onSubmit={submit}>
            <PathField
              beside={
                <Button disabled={folder.trim() === ""} type="submit">
                  {isOn ? t`Change…` : t`Turn on…`}
                </Button>
              }
              chooses="folder"
              label={t`Folder for the files`}
              onChange={setTyped}
              path={folder}
              placeholder="~/Documents/Conversations"
            />
          </form>
          {isOn && <MirrorState status={status} />}
          {isOn && (
            <div className="flex flex-wrap gap-2">
              <Button
                onClick={() => void rebuild.start({})}
                pending={rebuild.running}
              >{t`Check every file`}</Button>
              <Button onClick={() => setAsking("end")} variant="quiet">{t`Turn off…`}</Button>
            </div>
          )}
          {rebuild.running && (
            <Progress done={done} label={t`Checking files`} of={of} onStop={rebuild.stop}>
              {t`${{ done: count(done) }} of ${{ all: count(of) }}`}
            </Progress>
          )}
          {rebuild.error && !status.problem && (
            <ErrorNote error={rebuild.error} title={t`Not all could be written`} />
          )}
          {rebuild.status === "stopped" && (
            <p className="text-sm" role="status">
              {t`Stopped. What was written stays.`}
            </p>
          )}
          {finished && (
            <p className="text-sm" role="status">
              {t`Every file is as it should be: ${{ written: count(finished.written) }} written, ${{ removed: count(finished.removed) }} removed, ${{ unchanged: count(finished.unchanged) }} right already, ${{ aside: count(finished.put_aside) }} put aside.`}
            </p>
          )}
        </>
      )}
      <Confirm
        act={t`Write the files`}
        onAct={() => choose(folder.trim())}
        onClose={close}
        open={asking === "begin"}
        pending={configure.isPending}
        title={t`Write every conversation to this folder?`}
      >
        <p className="font-mono text-sm wrap-anywhere" dir="ltr">
          {folder}
        </p>
        <p className="pt-2 text-sm">
          {t`All conversations outside the trash are written there as plain text, now and whenever they change. Temporary conversations never are. Conversations that you delete go from the folder as well, but not from copies that others made of it.`}
        </p>
        {configure.error && <ErrorNote error={configure.error} title={t`Nothing was written`} />}
      </Confirm>
      <Confirm
        act={t`Turn off`}
        onAct={() => choose(null)}
        onClose={close}
        open={asking === "end"}
        pending={configure.isPending}
        title={t`Turn the folder mirror off?`}
      >
        <p className="text-sm">
          {t`The files stay where they are and are not written any more. Delete the folder yourself if you do not want them.`}
        </p>
        {configure.error && <ErrorNote error={configure.error} title={t`Nothing was changed`} />}
      </Confirm>
    </Part>
  );
};
