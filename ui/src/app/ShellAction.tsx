import { i18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { PanelLeftClose, PanelLeftOpen, Settings, SquarePen } from "lucide-react";

import { IconButton } from "../components/IconButton";
import { useHint } from "./use-hint";

type Props = {
  readonly of: keyof typeof ACTIONS;
  readonly onClick: () => void;
  readonly className?: string;
};

/** A button for what can be done from anywhere in the window, with its keys. */
export const ShellAction = ({ of, ...rest }: Props) => {
  const hint = useHint();
  const { icon, label, keys } = ACTIONS[of];
  return <IconButton {...rest} icon={icon} label={i18n._(label)} shortcut={hint(keys)} />;
};

const ACTIONS = {
  new: { icon: SquarePen, label: msg`New conversation`, keys: "conversation.new" },
  show: { icon: PanelLeftOpen, label: msg`Show the sidebar`, keys: "sidebar.toggle" },
  hide: { icon: PanelLeftClose, label: msg`Hide the sidebar`, keys: "sidebar.toggle" },
  settings: { icon: Settings, label: msg`Settings`, keys: "settings.open" },
} as const;
