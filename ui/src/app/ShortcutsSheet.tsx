import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "wouter";

import { Dialog } from "../components/Dialog";
import { Kbd } from "../components/Kbd";
import { SHORTCUT_NAMES, useChords } from "../lib/shortcuts/bindings";
import { chordKeys } from "../lib/shortcuts/chord";
import { SHORTCUT_GROUPS, SHORTCUTS, shortcutLabel } from "../lib/shortcuts/table";
import { usePlatform } from "../platform/context";

type Props = { readonly open: boolean; readonly onClose: () => void };

/** The list of all shortcuts. */
export const ShortcutsSheet = ({ open, onClose }: Props) => {
  const { isMac } = usePlatform();
  const chords = useChords();
  return (
    <Dialog onClose={onClose} open={open} title={t`Keyboard shortcuts`}>
      {Object.entries(SHORTCUT_GROUPS).map(([group, name]) => (
        <section className="mt-4 first:mt-0" key={group}>
          <h3 className="pb-1 text-xs font-medium text-text-faint">{i18n._(name)}</h3>
          <dl>
            {SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].group === group).map((name) => (
              <div
                className="flex items-center justify-between gap-4 border-b border-hairline py-2 text-sm last:border-none"
                key={name}
              >
                <dt>{shortcutLabel(name)}</dt>
                <dd className="flex flex-wrap justify-end gap-3">
                  {chords(name).length === 0 && <span className="text-text-faint">{t`None`}</span>}
                  {chords(name).map((chord) => (
                    <Kbd key={chord} keys={chordKeys(chord, isMac)} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="mt-4 text-sm text-text-subtle">
        <Trans>
          <Link className="text-accent" href="/settings/shortcuts" onClick={onClose}>
            Change shortcuts
          </Link>{" "}
          in the settings. None acts while an input method composes a word. In the composer, ↑
          brings back what was said last, and / at its beginning looks for a template.
        </Trans>
      </p>
    </Dialog>
  );
};
