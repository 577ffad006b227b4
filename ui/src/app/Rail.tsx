import { REGION } from "./regions";
import { ShellAction } from "./ShellAction";

type Props = {
  readonly onOpen: () => void;
  readonly onNew: () => void;
  readonly onSettings: () => void;
};

/** What is left of the sidebar when it is hidden. */
export const Rail = ({ onOpen, onNew, onSettings }: Props) => (
  <nav
    {...REGION}
    aria-label="Atelier"
    className="flex w-12 shrink-0 flex-col items-center gap-1 border-r border-hairline bg-surface-sunken py-2 focus-visible:-outline-offset-2"
  >
    <ShellAction of="show" onClick={onOpen} />
    <ShellAction of="new" onClick={onNew} />
    <ShellAction className="mt-auto" of="settings" onClick={onSettings} />
  </nav>
);
