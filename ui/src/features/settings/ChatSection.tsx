import type { SendKey } from "@atelier/client/types";
import { t } from "@lingui/core/macro";

import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { chordText } from "../../lib/shortcuts/chord";
import { usePlatform } from "../../platform/context";
import { NotifySetting } from "./NotifySetting";
import { NumberSetting } from "./NumberSetting";
import { SwitchSetting } from "./SwitchSetting";
import { type SectionProps, Setting } from "./setting";
import { TextSetting } from "./TextSetting";
import { ToolSettings } from "./ToolSettings";
import { TranscriptSetting } from "./TranscriptSetting";

const LONGEST_LIMIT = 250_000;

/** How messages are written and what Claude is told before each conversation. */
export const ChatSection = ({ settings, save }: SectionProps) => {
  const { isMac } = usePlatform();
  const modEnter = chordText("Mod+Enter", isMac);
  const sendKeys: readonly { value: SendKey; label: string }[] = [
    { value: "enter", label: t({ message: "Enter", context: "key" }) },
    { value: "mod_enter", label: modEnter },
  ];
  return (
    <>
      <Setting id="send-key">
        <Field
          description={
            settings.send_key === "enter"
              ? t`${{ keys: chordText("Shift+Enter", isMac) }} starts a new line.`
              : t`Enter starts a new line.`
          }
          label={t`Send with`}
          layout="beside"
        >
          {(control) => (
            <Select
              {...control}
              onChange={(send_key) => save({ send_key })}
              options={sendKeys}
              value={settings.send_key}
            />
          )}
        </Field>
      </Setting>
      <Setting id="message-limit">
        <NumberSetting
          description={t`In characters. Longer texts belong in an attachment.`}
          label={t`Longest message`}
          max={LONGEST_LIMIT}
          min={1}
          onSave={(message_limit) => save({ message_limit })}
          value={settings.message_limit}
        />
      </Setting>
      <Setting id="instructions">
        <TextSetting
          description={t`What Claude is told before every conversation: who you are, how you like answers.`}
          label={t`Instructions`}
          onSave={(instructions) => save({ instructions })}
          placeholder={t`Answer briefly. I write Rust and TypeScript.`}
          value={settings.instructions}
        />
      </Setting>
      <TranscriptSetting save={save} settings={settings} />
      <SwitchSetting
        checked={settings.cite_documents}
        description={t`Answers about attached documents then say where each statement stands, as cards to open. Where a model cannot, it is not asked to.`}
        id="citations"
        label={t`Citations`}
        onChange={(cite_documents) => save({ cite_documents })}
      />
      <NotifySetting save={save} settings={settings} />
      <SwitchSetting
        checked={settings.artifacts}
        description={t`Pages, pictures and diagrams of answers (HTML, SVG, Mermaid) are shown beside their code, in a place of their own without network. A page runs only when you press Run.`}
        id="artifacts"
        label={t`Show artifacts`}
        onChange={(artifacts) => save({ artifacts })}
      />
      <ToolSettings save={save} settings={settings} />
    </>
  );
};
