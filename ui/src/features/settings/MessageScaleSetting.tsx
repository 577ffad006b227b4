import { t } from "@lingui/core/macro";
import { Select } from "../../components/Select";
import { useSettings } from "../../data/use-settings";
import { percent } from "../../lib/quantity";
import { Setting } from "./setting";

/** How large the text of messages is, apart from the window's zoom. */
export const MessageScaleSetting = () => {
  const { settings, save } = useSettings();
  const scale = String(settings?.message_scale ?? 100);
  const known = SIZES.includes(scale) ? SIZES : [...SIZES, scale];
  return (
    <Setting
      description={t`Of messages only; the rest of the window stays as it is.`}
      id="message-scale"
      title={t`Text size of messages`}
    >
      <Select
        aria-label={t`Text size of messages`}
        onChange={(value) => save({ message_scale: Number(value) })}
        options={known.map((value) => ({ value, label: percent(Number(value) / 100) }))}
        value={scale}
      />
    </Setting>
  );
};

const SIZES = ["75", "85", "100", "115", "130", "150", "175", "200"];
