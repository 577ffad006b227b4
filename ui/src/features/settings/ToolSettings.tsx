import { t } from "@lingui/core/macro";
import { SwitchField } from "../../components/SwitchField";
import { useOperation } from "../../data/use-operation";
import { count } from "../../lib/quantity";
import { toolWords } from "../../lib/tool-words";
import { type SectionProps, Setting } from "./setting";

/** The tools that Claude is told of, each with what telling it costs. */
export const ToolSettings = ({ settings, save }: SectionProps) => {
  const { data: tools = [] } = useOperation("tool.list", {});
  if (tools.length === 0) return null;
  return (
    <Setting
      description={t`What Claude may ask for while it answers. It runs on this computer, and every request and result is shown.`}
      id="tools"
      title={t`Tools`}
    >
      <div className="flex flex-col gap-4">
        {tools.map((tool) => (
          <SwitchField
            checked={tool.enabled}
            description={t`${{ summary: toolWords(tool).summary }} Its description adds about ${{ tokens: count(tool.definition_tokens) }} tokens to every request, and the API a few of its own.`}
            key={tool.name}
            label={toolWords(tool).title}
            onChange={(on) => save({ tools: { ...settings.tools, [tool.name]: on } })}
          />
        ))}
      </div>
    </Setting>
  );
};
