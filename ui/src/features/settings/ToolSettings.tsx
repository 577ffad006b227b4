import type { Tool } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { SwitchField } from "../../components/SwitchField";
import { useOperation } from "../../data/use-operation";
import { count } from "../../lib/quantity";
import { toolCost, toolWords } from "../../lib/tool-words";
import { type SectionProps, Setting } from "./setting";
import { WebSetting } from "./WebSetting";

/** The tools that Claude is told of, each with what telling it costs. */
export const ToolSettings = ({ settings, save }: SectionProps) => {
  const { data: tools = [] } = useOperation("tool.list", {});
  if (tools.length === 0) return null;
  return (
    <Setting
      description={t`What Claude may ask for while it answers. Every request and result is shown.`}
      id="tools"
      title={t`Tools`}
    >
      <div className="flex flex-col gap-4">
        {tools.map((tool) => (
          <SwitchField
            checked={tool.enabled}
            description={describe(tool)}
            key={tool.name}
            label={toolWords(tool).title}
            onChange={(on) => save({ tools: { ...settings.tools, [tool.name]: on } })}
          />
        ))}
        {(settings.tools.web_search || settings.tools.web_fetch) && (
          <WebSetting onSave={(web) => save({ web })} web={settings.web} />
        )}
      </div>
    </Setting>
  );
};

/** What a tool does, and what that costs. */
const describe = (tool: Tool): string => {
  const { summary } = toolWords(tool);
  return tool.runs_on === "endpoint"
    ? t`${summary} It costs ${{ cost: toolCost(tool) }}.`
    : t`${summary} Its description adds about ${{ tokens: count(tool.definition_tokens) }} tokens to every request, and the API a few of its own.`;
};
