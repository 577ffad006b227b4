import { t } from "@lingui/core/macro";
import { type KeyboardEvent, useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { firstInDialog } from "../../lib/first-in-dialog";
import { record } from "../../lib/shortcuts/record";
import { usePlatform } from "../../platform/context";

type Props = {
  readonly label: string;
  readonly onChord: (chord: string) => void;
  readonly onClose: () => void;
};

/** Waits for the keys of a shortcut; Esc and Tab keep their meaning, so that nobody is caught. */
export const ChordRecorder = ({ label, onChord, onClose }: Props) => {
  const { isMac } = usePlatform();
  const [why, setWhy] = useState("");
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey } = event;
    const plain = !ctrlKey && !metaKey && !altKey;
    if (plain && ["Escape", "Tab", "Enter", " "].includes(key)) return;
    event.preventDefault();
    event.stopPropagation();
    const recorded = record(event.nativeEvent, isMac);
    if (recorded.kind === "chord") onChord(recorded.chord);
    if (recorded.kind === "refused") setWhy(recorded.why);
  };
  return (
    <Dialog onClose={onClose} open title={t`Keys for “${label}”`}>
      <div className="flex flex-col gap-4">
        <div
          aria-label={t`Press the new keys now`}
          className="rounded-card border border-border bg-surface-sunken px-4 py-8 text-center text-base"
          onKeyDown={onKeyDown}
          ref={firstInDialog}
          role="application"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys that are pressed
          tabIndex={0}
        >
          {t`Press the new keys now`}
        </div>
        <p className="min-h-5 text-sm text-text-subtle" role="status">
          {why}
        </p>
        <div className="flex justify-end">
          <Button onClick={onClose}>{t`Cancel`}</Button>
        </div>
      </div>
    </Dialog>
  );
};
