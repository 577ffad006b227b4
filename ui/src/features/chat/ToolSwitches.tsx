import type { Settings, Tool } from "@atelier/client/types";
import { t } from "@lingui/core/macro";
import { FileText, Globe, type LucideIcon, Sigma, Wrench } from "lucide-react";

import { Icon } from "../../components/Icon";
import { useOperation } from "../../data/use-operation";
import { useSettings } from "../../data/use-settings";
import { cx } from "../../lib/cx";
import { count, money } from "../../lib/quantity";
import { toolCost, toolWords } from "../../lib/tool-words";

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
  const { enabled } = tool;
  const { title, summary } = toolWords(tool);
  const cost = toolCost(tool);
  return (
    <button
      aria-checked={enabled}
      aria-label={t`${title}, ${cost}`}
      className={cx(
        "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-2 text-sm hover:bg-surface-hover",
        enabled ? "text-accent" : "text-text-subtle",
      )}
      onClick={() => onChange(!enabled)}
      role="switch"
      title={
        enabled
          ? t`Claude may use “${title}”: ${cost}. Click to switch it off.`
          : t`${title}: ${summary} It costs ${cost}.`
      }
      type="button"
    >
      <Icon of={ICONS[tool.name] ?? Wrench} />
      {enabled && (
        <span className="whitespace-nowrap">
          {/* The narrower the window, the fewer the words; what it costs stays. */}
          <span className="max-[60rem]:sr-only">{title} </span>
          <Price tool={tool} />
        </span>
      )}
    </button>
  );
};

const ICONS: Readonly<Record<string, LucideIcon>> = {
  math_notebook: Sigma,
  web_search: Globe,
  web_fetch: FileText,
};

/** What it costs while it is on, as short as it can be said. */
const Price = ({ tool: { runs_on, definition_tokens, use_nano_usd } }: { readonly tool: Tool }) => {
  if (runs_on === "endpoint") {
    return use_nano_usd === 0 ? null : (
      <span className="numeric text-xs text-text-subtle max-[60rem]:sr-only">
        {use_nano_usd === null ? t`price unknown` : t`${{ price: money(use_nano_usd) }} each`}
      </span>
    );
  }
  return (
    <span className="numeric text-xs text-text-subtle">
      +{count(definition_tokens)}
      <span className="max-[60rem]:sr-only"> {t`tokens`}</span>
    </span>
  );
};
