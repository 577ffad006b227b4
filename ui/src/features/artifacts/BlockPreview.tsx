import { t } from "@lingui/core/macro";
import { Eye, Maximize2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";

import { IconButton } from "../../components/IconButton";
import { later } from "../../components/later";
import type { Previewed } from "../../components/markdown/code-preview";
import { Skeleton } from "../../components/Skeleton";
import { useSettings } from "../../data/use-settings";
import { useLocale } from "../../lib/language";
import { askToShow, openLarge, useArtifacts } from "./store";
import { type Face, Tabs } from "./Tabs";
import { nameOf } from "./words";

const ArtifactView = later(
  async () => (await import("./ArtifactView")).ArtifactView,
  () => <Skeleton className="m-4" lines={3} />,
);

/** Whether this block is shown as what it is. */
const useShown = (code: string): boolean => {
  const { settings } = useSettings();
  const once = useArtifacts((store) => store.once.has(code));
  return once || settings?.artifacts === true;
};

/** Offers to show a block as what it is, where that is switched off. */
export const Offer = ({ kind, code }: Previewed) => {
  useLocale();
  const shown = useShown(code);
  if (shown) return null;
  return (
    <button
      className="inline-flex items-center gap-1.5 rounded-control p-1.5 hover:bg-surface-hover hover:text-text"
      onClick={() => askToShow({ kind, code })}
      type="button"
    >
      <Eye aria-hidden="true" size={14} strokeWidth={1.5} />
      {t`Preview`}
    </button>
  );
};

type Props = Previewed & { readonly children: ReactNode };

/** A block as what it is, and as code. */
export const BlockPreview = ({ kind, code, children }: Props) => {
  useLocale();
  const shown = useShown(code);
  const [face, setFace] = useState<Face>("preview");
  const [running, setRunning] = useState(false);
  const id = useId();
  if (!shown) return children;
  const title = nameOf(kind, code);
  const enlarge = () => {
    openLarge({ kind, code, running });
    // It runs once, where it is looked at.
    setRunning(false);
  };
  return (
    <>
      <div className="flex items-center justify-between border-b border-hairline pr-1 pl-1">
        <Tabs face={face} id={id} onFace={setFace} />
        <IconButton className="size-7" icon={Maximize2} label={t`Open larger`} onClick={enlarge} />
      </div>
      <div aria-labelledby={`${id}-${face}`} id={id} role="tabpanel">
        {face === "code" ? (
          children
        ) : (
          <ArtifactView
            code={code}
            kind={kind}
            onRunning={setRunning}
            running={running}
            tall={false}
            title={title}
          />
        )}
      </div>
    </>
  );
};
