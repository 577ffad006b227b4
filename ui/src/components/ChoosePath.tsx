import type { PathKind } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { useCommand } from "../data/use-command";
import { useOperation } from "../data/use-operation";
import { errorLine } from "../lib/error-words";
import { usePlatform } from "../platform/context";
import { Button } from "./Button";
import { showToast } from "./toasts";

type Props = {
  readonly kind: PathKind;
  /** What the dialog of the system is called. */
  readonly title: string;
  /** Where it begins, where that is a whole path. */
  readonly start?: string;
  readonly onChosen: (path: string) => void;
  readonly label?: string;
};

/** Lets a person choose a path in the system's own dialog; nothing where there is none. */
export const ChoosePath = ({ kind, title, start = "", onChosen, label }: Props) => {
  const inWindow = usePlatform().kind === "tauri";
  const { data } = useOperation("desktop.status", {}, { enabled: inWindow });
  const choose = useCommand("desktop.choose");
  if (!data?.choosers) return null;
  const ask = () =>
    choose.mutate(
      { kind, title, ...(start.startsWith("/") ? { start } : {}) },
      {
        onSuccess: ({ path }) => path !== null && onChosen(path),
        onError: (error) => showToast({ text: errorLine(error), tone: "danger" }),
      },
    );
  return (
    <Button onClick={ask} pending={choose.isPending}>
      {label ?? t`Choose…`}
    </Button>
  );
};
