import { t } from "@lingui/core/macro";
import { Play, RotateCw, Square } from "lucide-react";
import { useRef, useState } from "react";

import { Button } from "../../components/Button";
import { IconButton } from "../../components/IconButton";
import { useLocale } from "../../lib/language";
import { usePlatform } from "../../platform/context";
import { PageFrame } from "./PageFrame";

type Props = {
  readonly source: string;
  readonly title: string;
  readonly tall: boolean;
  readonly running: boolean;
  readonly onRunning: (running: boolean) => void;
};

/** A page that was written in an answer. It runs when the person says so, and until they say stop. */
export const PageView = ({ source, title, tall, running, onRunning }: Props) => {
  useLocale();
  const { sandbox } = usePlatform();
  const [round, setRound] = useState(0);
  const stop = useRef<HTMLButtonElement>(null);
  if (!sandbox.sealed) {
    return (
      <p className="p-4 text-sm text-text-subtle">
        {t`This browser cannot keep a page of an answer from every connection, so it is not run here. In Atelier’s own window, or in a Chromium from version 156 on, it can be.`}
      </p>
    );
  }
  if (!running) {
    return (
      <div className="flex flex-col items-start gap-3 p-4">
        <p className="max-w-reading text-sm text-text-subtle">
          {t`This page was written by Claude and may hold code. It runs in a place of its own: without network, without your files, conversations or keys.`}{" "}
          {sandbox.shared &&
            t`Should its code never come to an end, this window does not answer either; Atelier then offers to load it anew.`}
        </p>
        <Button icon={Play} onClick={() => onRunning(true)}>
          {t`Run`}
        </Button>
      </div>
    );
  }
  return (
    <div className={tall ? "flex min-h-0 flex-1 flex-col" : "flex flex-col"}>
      <div className="flex shrink-0 justify-end gap-1 border-b border-hairline px-1">
        <IconButton icon={RotateCw} label={t`Run again`} onClick={() => setRound(round + 1)} />
        <IconButton
          icon={Square}
          label={t`Stop the page`}
          onClick={() => onRunning(false)}
          ref={stop}
        />
      </div>
      <PageFrame
        key={`${round} ${source}`}
        onEscape={() => stop.current?.focus()}
        source={source}
        tall={tall}
        title={title}
      />
    </div>
  );
};
