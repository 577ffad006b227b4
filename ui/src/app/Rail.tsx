import { PanelLeftOpen, Settings as SettingsIcon, SquarePen } from "lucide-react";

import { IconButton } from "../components/IconButton";
import { REGION } from "./regions";
import { useHint } from "./use-hint";

type Props = {
  readonly onOpen: () => void;
  readonly onNew: () => void;
  readonly onSettings: () => void;
};

/** What is left of the sidebar when it is hidden. */
export const Rail = ({ onOpen, onNew, onSettings }: Props) => {
  const hint = useHint();
  return (
    <nav
      {...REGION}
      aria-label="Atelier"
      className="flex w-12 shrink-0 flex-col items-center gap-1 border-r border-hairline bg-surface-sunken py-2 focus-visible:-outline-offset-2"
    >
      <IconButton
        icon={PanelLeftOpen}
        label="Show the sidebar"
        onClick={onOpen}
        shortcut={hint("sidebar.toggle")}
      />
      <IconButton
        icon={SquarePen}
        label="New conversation"
        onClick={onNew}
        shortcut={hint("conversation.new")}
      />
      <IconButton
        className="mt-auto"
        icon={SettingsIcon}
        label="Settings"
        onClick={onSettings}
        shortcut={hint("settings.open")}
      />
    </nav>
  );
};
