import { t } from "@lingui/core/macro";

import { SwitchField } from "../../components/SwitchField";
import { useOperation } from "../../data/use-operation";
import { usePlatform } from "../../platform/context";
import { type SectionProps, Setting } from "./setting";

/** Whether the tray shows Atelier, and whether it keeps Atelier when the window is closed. */
export const TraySetting = (props: SectionProps) => {
  const inWindow = usePlatform().kind === "tauri";
  return (
    <Setting
      description={t`The icon says what is under way, and its menu leads to the conversations that changed last.`}
      id="tray"
      title={t`Tray`}
    >
      {inWindow ? (
        <InWindow {...props} />
      ) : (
        <p className="text-sm text-text-subtle">
          {t`A page in a browser has no icon there. Atelier’s own window does.`}
        </p>
      )}
    </Setting>
  );
};

const InWindow = ({ settings, save }: SectionProps) => {
  const { data } = useOperation("desktop.status", {});
  return (
    <div className="flex flex-col gap-4">
      <SwitchField
        checked={settings.tray}
        label={t`Show Atelier in the tray`}
        onChange={(tray) => save({ tray })}
      />
      {settings.tray && data?.tray === "absent" && (
        <p className="text-sm text-text-subtle" role="status">
          {t`This desktop shows no tray, so that closing the window ends Atelier. GNOME has one with the extension “AppIndicator”.`}
        </p>
      )}
      <SwitchField
        checked={settings.tray && settings.close_to_tray}
        description={t`Otherwise closing the window ends Atelier. While an answer is arriving you are asked first.`}
        disabled={!settings.tray}
        label={t`Keep running in the tray when the window is closed`}
        onChange={(close_to_tray) => save({ close_to_tray })}
      />
    </div>
  );
};
