import { t } from "@lingui/core/macro";
import type { ReactNode } from "react";
import { usePanel } from "./panel";

type Props = {
  /** What makes it one of the regions that keys go through. */
  readonly region: Record<string, unknown>;
  readonly children: ReactNode;
};

/** The conversation, and beside it what would be sent, where a person wants to see it. */
export const ContextGate = ({ region, children }: Props) => {
  const open = usePanel((panel) => panel.open);
  return (
    <div className="relative flex h-full min-w-0">
      <div className="h-full min-w-0 flex-1">{children}</div>
      {open && (
        <aside
          {...region}
          aria-label={t`Context`}
          className="absolute inset-y-0 right-0 z-10 flex w-88 max-w-full flex-col border-l border-hairline bg-surface-sunken shadow-float focus-visible:-outline-offset-2 @4xl:relative lg:relative lg:shadow-none"
          ref={(slot) => usePanel.setState({ slot })}
        />
      )}
    </div>
  );
};
