import { t } from "@lingui/core/macro";
import { Kbd } from "../../components/Kbd";
import { chordKeys } from "../../lib/shortcuts/chord";
import { usePlatform } from "../../platform/context";
import { RowAction } from "./RowAction";

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
        {chords.length === 0 && <span className="text-text-faint">{t`None`}</span>}
        {chords.map((chord) => (
          <Kbd key={chord} keys={chordKeys(chord, isMac)} />
        ))}
      </span>
      <span className="flex min-w-40 justify-end gap-3">
        {isChanged && (
          <RowAction aria-label={t`Reset: ${label}`} onClick={onReset}>
            {t`Reset`}
          </RowAction>
        )}
        {chords.length > 0 && (
          <RowAction aria-label={t`None for: ${label}`} onClick={onNone}>
            {t`None`}
          </RowAction>
        )}
        {!fixed && (
          <RowAction aria-label={t`Change: ${label}`} onClick={onChange}>
            {t`Change`}
          </RowAction>
        )}
      </span>
    </li>
  );
};
