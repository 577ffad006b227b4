import type { TranscriptDetail } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { ListTree } from "lucide-react";
import { useRef } from "react";

import { IconButton } from "../../components/IconButton";
import { Menu } from "../../components/Menu";
import { announce } from "../../components/toasts";
import { useSettings } from "../../data/use-settings";
import { useChords } from "../../lib/shortcuts/bindings";
import { chordText } from "../../lib/shortcuts/chord";
import { useShortcut } from "../../lib/shortcuts/registry";
import { DETAIL_NAMES, DETAIL_WORDS, DETAILS, nextDetail } from "../../lib/transcript-words";
import { usePlatform } from "../../platform/context";

/** How much of answers is shown: chosen from a list, or stepped through by keys. */
export const DetailButton = () => {
  const { settings, save } = useSettings();
  const { isMac } = usePlatform();
  const [chord] = useChords()("transcript.step");
  const detail = settings?.transcript ?? "normal";
  // Keys may be pressed faster than settings are kept.
  const latest = useRef<TranscriptDetail | null>(null);
  const choose = (transcript: TranscriptDetail) => {
    latest.current = transcript;
    save(
      { transcript },
      {
        onSettled: () => {
          if (latest.current === transcript) latest.current = null;
        },
      },
    );
    const name = i18n._(DETAIL_NAMES[transcript]);
    announce(t`${name}: ${{ what: i18n._(DETAIL_WORDS[transcript]) }}`);
  };
  useShortcut("transcript.step", () => choose(nextDetail(latest.current ?? detail)));
  return (
    <Menu
      items={DETAILS.map((each) => ({
        label: i18n._(DETAIL_NAMES[each]),
        detail: i18n._(DETAIL_WORDS[each]),
        checked: each === detail,
        onSelect: () => choose(each),
      }))}
      trigger={(trigger) => (
        <IconButton
          {...trigger}
          icon={ListTree}
          label={t`Detail of answers: ${{ now: i18n._(DETAIL_NAMES[detail]) }}`}
          {...(chord === undefined ? {} : { shortcut: chordText(chord, isMac) })}
        />
      )}
    />
  );
};
