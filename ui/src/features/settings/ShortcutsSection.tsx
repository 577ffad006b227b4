import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { list } from "../../lib/quantity";
import { chordsIn, conflictsOf, SHORTCUT_NAMES } from "../../lib/shortcuts/bindings";
import { chordText } from "../../lib/shortcuts/chord";
import {
  SHORTCUT_GROUPS,
  SHORTCUTS,
  type ShortcutName,
  shortcutLabel,
} from "../../lib/shortcuts/table";
import { usePlatform } from "../../platform/context";
import { ChordRecorder } from "./ChordRecorder";
import { QuickKeysSetting } from "./QuickKeysSetting";
import { ShortcutRow } from "./ShortcutRow";
import { type SectionProps, Setting } from "./setting";

type Chosen = Record<string, string[]>;

/** Every shortcut, with the keys that mean it, which can be changed, taken away and put back. */
export const ShortcutsSection = ({ settings, save }: SectionProps) => {
  const { isMac } = usePlatform();
  const [recording, setRecording] = useState<ShortcutName | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const chosen: Chosen = settings.shortcuts;
  const changed = Object.keys(chosen).length > 0;

  const bind = (name: ShortcutName, chords: readonly string[], before: Chosen = chosen) => {
    const usual = SHORTCUTS[name].chords;
    const next = { ...before };
    if (chords.length === usual.length && chords.every((chord, at) => chord === usual[at])) {
      delete next[name];
    } else next[name] = [...chords];
    save({ shortcuts: next });
  };
  const take = (name: ShortcutName, chord: string) => {
    setRecording(null);
    const others = conflictsOf(chosen, name, chord);
    if (others.length > 0) setConflict({ name, chord, others });
    else bind(name, [chord]);
  };
  const takeAnyway = ({ name, chord, others }: Conflict) => {
    const freed = { ...chosen };
    for (const other of others) {
      freed[other] = chordsIn(chosen, other).filter((each) => each !== chord);
    }
    bind(name, [chord], freed);
    setConflict(null);
  };
  return (
    <>
      <QuickKeysSetting save={save} settings={settings} />
      <Setting
        description={t`Press Change, then the keys. None acts while an input method composes a word.`}
        id="shortcuts"
      >
        {Object.entries(SHORTCUT_GROUPS).map(([group, name]) => (
          <section className="mt-6 first:mt-0" key={group}>
            <h2 className="pb-1 text-base font-semibold">{i18n._(name)}</h2>
            <ul>
              {SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].group === group).map((name) => (
                <ShortcutRow
                  chords={chordsIn(chosen, name)}
                  isChanged={Object.hasOwn(chosen, name)}
                  key={name}
                  label={shortcutLabel(name)}
                  onChange={() => setRecording(name)}
                  onNone={() => bind(name, [])}
                  onReset={() => bind(name, SHORTCUTS[name].chords)}
                />
              ))}
            </ul>
          </section>
        ))}
        <Button className="mt-6" disabled={!changed} onClick={() => save({ shortcuts: {} })}>
          {t`Reset all shortcuts`}
        </Button>
      </Setting>
      {recording && (
        <ChordRecorder
          label={shortcutLabel(recording)}
          onChord={(chord) => take(recording, chord)}
          onClose={() => setRecording(null)}
        />
      )}
      <Confirm
        act={t`Use it here`}
        keep={t`Keep as it is`}
        onAct={() => conflict && takeAnyway(conflict)}
        onClose={() => setConflict(null)}
        open={conflict !== null}
        title={t`These keys mean something already`}
      >
        {conflict && <p>{conflictWords(conflict, isMac)}</p>}
      </Confirm>
    </>
  );
};

type Conflict = {
  readonly name: ShortcutName;
  readonly chord: string;
  readonly others: readonly ShortcutName[];
};

const conflictWords = ({ name, chord, others }: Conflict, isMac: boolean): string => {
  const keys = chordText(chord, isMac);
  const now = list(
    others.map((other) => t`“${{ shortcut: shortcutLabel(other) }}”`),
    "conjunction",
  );
  return t`${keys} means ${now}. Used for “${{ shortcut: shortcutLabel(name) }}”, it no longer means that.`;
};
