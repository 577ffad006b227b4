import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { Dialog } from "../../components/Dialog";
import { ErrorNote } from "../../components/ErrorNote";
import { SwitchField } from "../../components/SwitchField";
import { TextField } from "../../components/TextField";
import { useCommand } from "../../data/use-command";
import { Part } from "./Part";

const WORD = "RESET";

/** Removes everything that Atelier keeps, after a word that nobody types by accident. */
export const ResetAll = () => {
  const [asking, setAsking] = useState(false);
  return (
    <Part
      description={t`Removes all conversations, projects, templates, what was learned, settings and logs. It cannot be undone, but for backups that you keep.`}
      id="reset-all"
      title={t`Begin anew`}
    >
      <div>
        <Button onClick={() => setAsking(true)} variant="danger">
          {t`Remove everything…`}
        </Button>
      </div>
      {asking && <Question onClose={() => setAsking(false)} />}
    </Part>
  );
};

const Question = ({ onClose }: { readonly onClose: () => void }) => {
  const [word, setWord] = useState("");
  const [backups, setBackups] = useState(false);
  const [keys, setKeys] = useState(false);
  const reset = useCommand("reset.everything");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (word !== WORD) return;
    reset.mutate({ confirmation: word, backups, keys });
  };
  const done = reset.data;
  if (done) {
    const kept = done.kept.join("; ");
    return (
      <Dialog
        actions={
          <Button onClick={startAnew} variant="primary">
            {t`Begin anew`}
          </Button>
        }
        onClose={startAnew}
        open
        title={t`Everything was removed`}
      >
        {kept && (
          <p>
            <Trans>
              Kept, as you chose: <span lang="en">{kept}</span>.
            </Trans>
          </p>
        )}
        {done.left.length > 0 && (
          <>
            <p>{t`Could not be removed:`}</p>
            <ul className="list-disc pl-5 text-sm wrap-anywhere">
              {done.left.map((what) => (
                <li key={what} lang="en">
                  {what}
                </li>
              ))}
            </ul>
          </>
        )}
        {done.kept.length + done.left.length === 0 && <p>{t`Nothing is left.`}</p>}
      </Dialog>
    );
  }
  return (
    <Confirm
      act={t`Remove everything`}
      danger
      disabled={word !== WORD}
      form="reset-form"
      keep={t`Keep everything`}
      onClose={onClose}
      open
      pending={reset.isPending}
      title={t`Remove everything?`}
    >
      <form className="flex flex-col gap-4" id="reset-form" onSubmit={submit}>
        <p>
          {t`Conversations, those in the trash too, projects, templates, themes, what was learned, attachments, the journal of edits, settings and logs go. Files in your folders stay.`}
        </p>
        <SwitchField
          checked={backups}
          description={t`With them goes the key that opens them.`}
          label={t`Remove backups, too`}
          onChange={setBackups}
        />
        <SwitchField checked={keys} label={t`Remove API keys, too`} onChange={setKeys} />
        <TextField
          autoComplete="off"
          label={t`Type ${WORD} to confirm`}
          onChange={setWord}
          spellCheck={false}
          text={word}
        />
        {reset.error && <ErrorNote error={reset.error} />}
      </form>
    </Confirm>
  );
};

/** Forgets what the page kept for itself, and shows it as a new installation does. */
const startAnew = (): void => {
  localStorage.clear();
  location.hash = "#/";
  location.reload();
};
