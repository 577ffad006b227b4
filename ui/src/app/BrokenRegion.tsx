import { i18n } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Copy, RotateCw } from "lucide-react";

import { Button } from "../components/Button";
import { EmptyState } from "../components/EmptyState";
import { showToast } from "../components/toasts";
import { usePlatform } from "../platform/context";

type Props = {
  readonly region: string;
  readonly error: unknown;
  /** The components that it happened in. */
  readonly where: string;
  readonly onReload: () => void;
};

/** Says that a region failed, and offers it again. */
export const BrokenRegion = ({ region, error, where, onReload }: Props) => {
  const platform = usePlatform();
  const words = WORDS[region] ?? ANY;
  const message = error instanceof Error ? error.message : String(error);
  const copy = async () => {
    const stack = error instanceof Error ? error.stack : undefined;
    await platform.copyText([`${region}: ${message}`, stack, where].filter(Boolean).join("\n\n"));
    showToast({ text: t`Details copied` });
  };
  return (
    <div className="grid h-full place-items-center overflow-auto" role="alert">
      <EmptyState
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button icon={RotateCw} onClick={onReload} variant="primary">
              {i18n._(words.reload)}
            </Button>
            <Button icon={Copy} onClick={copy} variant="quiet">
              {t`Copy details`}
            </Button>
          </div>
        }
        title={i18n._(words.stopped)}
      >
        <p>{t`The rest of Atelier goes on, and nothing that was saved is lost.`}</p>
        <p className="mt-2 font-mono text-xs break-words text-text-faint">{message}</p>
      </EmptyState>
    </div>
  );
};

const ANY = { stopped: msg`A defect stopped this part of Atelier.`, reload: msg`Reload it` };

const WORDS: Readonly<Record<string, typeof ANY>> = {
  Atelier: { stopped: msg`A defect stopped Atelier.`, reload: msg`Reload Atelier` },
  "the sidebar": { stopped: msg`A defect stopped the sidebar.`, reload: msg`Reload the sidebar` },
  "this view": { stopped: msg`A defect stopped this view.`, reload: msg`Reload this view` },
};
