import { t } from "@lingui/core/macro";
import { MessageCircleDashed } from "lucide-react";
import { useContext } from "react";

import { Button } from "../../../components/Button";
import { MaterialContext } from "../../../components/material/material";
import { useShortcut } from "../../../lib/shortcuts/registry";
import type { ModelChoice } from "../ModelPicker";
import { beginning } from "../use-model-choice";
import { useBeginTemporary } from "./use-temporary";

type Props = {
  readonly choice: ModelChoice;
  /** Keeps what is typed, so that it can go along. */
  readonly onLeave: () => void;
  /** Forgets what is typed: it went along. */
  readonly onBegun: () => void;
};

/** The header of a new conversation: it may be one of which nothing is kept. */
export const TemporaryButton = ({ choice, onLeave, onBegun }: Props) => {
  const material = useContext(MaterialContext);
  const begin = useBeginTemporary();
  // What is attached lies in the store already.
  const attached = material !== null && (material.busy || material.ids.length > 0);
  const start = () => {
    onLeave();
    void begin({ ...beginning(choice), with_draft: true }, onBegun);
  };
  useShortcut("temporary.begin", () => (attached ? false : start()));
  return (
    <header className="flex h-12 shrink-0 items-center justify-end px-6">
      <Button
        disabled={attached}
        icon={MessageCircleDashed}
        onClick={start}
        title={
          attached
            ? t`Take the attachments away first: they are kept already`
            : t`Talk without anything being kept`
        }
        variant="quiet"
      >
        {t`Temporary`}
      </Button>
    </header>
  );
};
