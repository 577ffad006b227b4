import type { Settings, Tool } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { Sigma, Wrench } from "lucide-react";

import { Icon } from "../../components/Icon";
import { useOperation } from "../../data/use-operation";
import { useSettings } from "../../data/use-settings";
import { cx } from "../../lib/cx";
import { count } from "../../lib/quantity";
import { toolWords } from "../../lib/tool-words";

type Props = { readonly settings: Settings };

/** The tools that Claude is told of with the next message, and what telling it costs. */
export const ToolSwitches = ({ settings }: Props) => {
  const { data: tools = [] } = useOperation("tool.list", {});
  const { save } = useSettings();
  return tools.map((tool) => (
    <ToolSwitch
      key={tool.name}
      onChange={(on) => save({ tools: { ...settings.tools, [tool.name]: on } })}
      tool={tool}
    />
  ));
};

type SwitchProps = { readonly tool: Tool; readonly onChange: (on: boolean) => void };

const ToolSwitch = ({ tool, onChange }: SwitchProps) => {
  const { enabled, definition_tokens } = tool;
  const { title, summary } = toolWords(tool);
  const tokens = count(definition_tokens);
  return (
    <button
      aria-checked={enabled}
      aria-label={t`${title}, about ${tokens} tokens with every request`}
      className={cx(
        "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-2 text-sm hover:bg-surface-hover",
        enabled ? "text-accent" : "text-text-subtle",
      )}
      onClick={() => onChange(!enabled)}
      role="switch"
      title={
        enabled
          ? t`Claude may use the ${title}: about ${tokens} tokens with every request. Click to switch it off.`
          : t`${title}: ${summary} Switched on, it adds about ${tokens} tokens with every request.`
      }
      type="button"
    >
      <Icon of={tool.name === "math_notebook" ? Sigma : Wrench} />
      {enabled && (
        <span className="whitespace-nowrap">
          {/* The narrower the window, the fewer the words; what it costs stays. */}
          <span className="max-[60rem]:sr-only">{title} </span>
          <span className="numeric text-xs text-text-subtle">
            +{tokens}
            <span className="max-[60rem]:sr-only"> {t`tokens`}</span>
          </span>
        </span>
      )}
    </button>
  );
};
