import { Dialog } from "../components/Dialog";
import { Kbd } from "../components/Kbd";
import { chordKeys } from "../lib/shortcuts/chord";
import { SHORTCUTS, type Shortcut } from "../lib/shortcuts/table";
import { usePlatform } from "../platform/context";

type Props = { readonly open: boolean; readonly onClose: () => void };

/** The list of all shortcuts. */
export const ShortcutsSheet = ({ open, onClose }: Props) => {
  const { isMac } = usePlatform();
  return (
    <Dialog onClose={onClose} open={open} title="Keyboard shortcuts">
      {GROUPS.map((group) => (
        <section className="mt-4 first:mt-0" key={group}>
          <h3 className="pb-1 text-xs font-medium text-text-faint">{group}</h3>
          <dl>
            {ROWS.filter((row) => row.group === group).map((row) => (
              <div
                className="flex items-center justify-between gap-4 border-b border-hairline py-2 text-sm last:border-none"
                key={row.label}
              >
                <dt>{row.label}</dt>
                <dd className="flex flex-wrap justify-end gap-3">
                  {row.chords.map((chord) => (
                    <Kbd key={chord} keys={chordKeys(chord, isMac)} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
};

const GROUPS = ["Conversations", "Answers", "General"] as const satisfies Shortcut["group"][];
const ROWS: readonly Shortcut[] = Object.values(SHORTCUTS);
