import { Kbd } from "../../components/Kbd";
import { chordKeys } from "../../lib/shortcuts/chord";
import { usePlatform } from "../../platform/context";
import { ROW_ACTION } from "./PatternRow";

type Props = {
  readonly label: string;
  readonly chords: readonly string[];
  /** Whether it is other than in a new installation. */
  readonly isChanged: boolean;
  readonly onChange: () => void;
  readonly onNone: () => void;
  readonly onReset: () => void;
};

/** A shortcut: what it does, its keys, and what can be done about them. */
export const ShortcutRow = ({ label, chords, isChanged, onChange, onNone, onReset }: Props) => {
  const { isMac } = usePlatform();
  const fixed = chords.some((chord) => chord.endsWith("1…9"));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-hairline py-2 text-sm last:border-none">
      <span className="min-w-48 flex-1">{label}</span>
      <span className="flex flex-wrap gap-3">
        {chords.length === 0 && <span className="text-text-faint">None</span>}
        {chords.map((chord) => (
          <Kbd key={chord} keys={chordKeys(chord, isMac)} />
        ))}
      </span>
      <span className="flex min-w-40 justify-end gap-3">
        {isChanged && (
          <button
            aria-label={`Reset: ${label}`}
            className={ROW_ACTION}
            onClick={onReset}
            type="button"
          >
            Reset
          </button>
        )}
        {chords.length > 0 && (
          <button
            aria-label={`None for: ${label}`}
            className={ROW_ACTION}
            onClick={onNone}
            type="button"
          >
            None
          </button>
        )}
        {!fixed && (
          <button
            aria-label={`Change: ${label}`}
            className={ROW_ACTION}
            onClick={onChange}
            type="button"
          >
            Change
          </button>
        )}
      </span>
    </li>
  );
};
