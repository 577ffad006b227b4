import { t } from "@lingui/core/macro";
import { useEffect, useState } from "react";

import { ExactText } from "../../components/markdown/Inline";
import { Skeleton } from "../../components/Skeleton";
import { sourceLine } from "../../lib/artifact/diagram-line";
import { useLocale } from "../../lib/language";
import { usePlatform } from "../../platform/context";
import { draw } from "./drawing";
import { NoDrawing } from "./no-drawing";
import { PictureView } from "./PictureView";
import { usePalette } from "./palette";

type Props = { readonly text: string; readonly title: string; readonly tall: boolean };

type State =
  | { readonly svg: string; readonly of: string }
  | { readonly failed: NoDrawing; readonly of: string };

/** A Mermaid diagram, drawn apart from the page and shown as a picture. */
export const DiagramView = ({ text, title, tall }: Props) => {
  useLocale();
  const { sandbox } = usePlatform();
  const palette = usePalette();
  const [state, setState] = useState<State | null>(null);
  useEffect(() => {
    if (!palette) return;
    let wanted = true;
    draw(sandbox.address, text, palette).then(
      (svg) => wanted && setState({ svg, of: text }),
      (reason: unknown) => {
        const failed = reason instanceof NoDrawing ? reason : new NoDrawing("", null);
        if (wanted) setState({ failed, of: text });
      },
    );
    return () => {
      wanted = false;
    };
  }, [sandbox.address, text, palette]);
  if (state?.of !== text) return <Skeleton className="m-4" lines={4} />;
  if ("svg" in state) return <PictureView svg={state.svg} tall={tall} themed title={title} />;
  return <Fault failed={state.failed} text={text} />;
};

const Fault = ({ failed, text }: { readonly failed: NoDrawing; readonly text: string }) => {
  useLocale();
  const line = failed.line === null ? null : sourceLine(text, failed.line);
  const written = line === null ? "" : (text.split("\n")[line - 1] ?? "").trim();
  return (
    <div className="p-4 text-sm" role="status">
      <p className="text-warning">
        {line === null
          ? t`The diagram could not be drawn.`
          : t`The diagram could not be drawn: line ${line} is not understood.`}
      </p>
      {written !== "" && (
        <p className="mt-1 font-mono text-xs wrap-anywhere">
          <ExactText text={written.slice(0, 300)} />
        </p>
      )}
      {line === null && failed.message !== "" && (
        <p className="mt-1 font-mono text-xs wrap-anywhere text-text-subtle">
          <ExactText text={failed.message.slice(0, 300)} />
        </p>
      )}
    </div>
  );
};
