import { t } from "@lingui/core/macro";
import { Settings as SettingsIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";

import { Icon } from "../components/Icon";
import { Mark } from "../components/Mark";
import { TemporaryList } from "../features/chat/temporary/TemporaryList";
import { ShellAction } from "./ShellAction";
import { useHint } from "./use-hint";

type Props = {
  readonly onClose: () => void;
  readonly onNew: () => void;
  /** The address that is open. */
  readonly place: string;
  readonly children: ReactNode;
};

/** The sidebar: a new conversation, the old ones, and the settings. */
export const Sidebar = ({ onClose, onNew, place, children }: Props) => {
  const hint = useHint();
  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-1 pr-2 pl-4">
        <span className="flex flex-1 items-center gap-2 text-base font-semibold">
          <Mark size={20} />
          Atelier
        </span>
        <ShellAction of="new" onClick={onNew} />
        <ShellAction of="hide" onClick={onClose} />
      </header>
      <TemporaryList place={place} />
      <div className="min-h-0 flex-1">{children}</div>
      <footer className="shrink-0 border-t border-hairline p-2">
        <Link
          aria-current={place.startsWith("/settings") ? "page" : undefined}
          className="flex h-8 items-center gap-3 rounded-control px-2 text-sm text-text-subtle no-underline hover:bg-surface-hover hover:text-text aria-[current=page]:bg-surface-selected aria-[current=page]:text-text"
          href="/settings"
        >
          <Icon of={SettingsIcon} />
          <span className="flex-1">{t`Settings`}</span>
          <span className="text-xs text-text-faint">{hint("settings.open")}</span>
        </Link>
      </footer>
    </>
  );
};
