import { useState } from "react";

import { Button } from "../../components/Button";
import { Confirm } from "../../components/Confirm";
import { chordsIn, conflictsOf, SHORTCUT_NAMES } from "../../lib/shortcuts/bindings";
import { chordText } from "../../lib/shortcuts/chord";
import { SHORTCUTS, type ShortcutName } from "../../lib/shortcuts/table";
import { usePlatform } from "../../platform/context";
import { ChordRecorder } from "./ChordRecorder";
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
      <Setting
        description="Press Change, then the keys. None acts while an input method composes a word."
        id="shortcuts"
      >
        {GROUPS.map((group) => (
          <section className="mt-6 first:mt-0" key={group}>
            <h2 className="pb-1 text-base font-semibold">{group}</h2>
            <ul>
              {SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].group === group).map((name) => (
                <ShortcutRow
                  chords={chordsIn(chosen, name)}
                  isChanged={Object.hasOwn(chosen, name)}
                  key={name}
                  label={SHORTCUTS[name].label}
                  onChange={() => setRecording(name)}
                  onNone={() => bind(name, [])}
                  onReset={() => bind(name, SHORTCUTS[name].chords)}
                />
              ))}
            </ul>
          </section>
        ))}
        <Button className="mt-6" disabled={!changed} onClick={() => save({ shortcuts: {} })}>
          Reset all shortcuts
        </Button>
      </Setting>
      {recording && (
        <ChordRecorder
          label={SHORTCUTS[recording].label}
          onChord={(chord) => take(recording, chord)}
          onClose={() => setRecording(null)}
        />
      )}
      <Confirm
        act="Use it here"
        keep="Keep as it is"
        onAct={() => conflict && takeAnyway(conflict)}
        onClose={() => setConflict(null)}
        open={conflict !== null}
        title="These keys mean something already"
      >
        {conflict && (
          <p>
            {chordText(conflict.chord, isMac)} means{" "}
            {conflict.others.map((other) => `“${SHORTCUTS[other].label}”`).join(" and ")}. Used for
            “{SHORTCUTS[conflict.name].label}”, it no longer means that.
          </p>
        )}
      </Confirm>
    </>
  );
};

type Conflict = {
  readonly name: ShortcutName;
  readonly chord: string;
  readonly others: readonly ShortcutName[];
};

const GROUPS = ["Conversations", "Answers", "General"] as const;
