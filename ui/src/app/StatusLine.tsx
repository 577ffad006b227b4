import type { Endpoint, Settings } from "@atelier/client/types";
import { plural, t } from "@lingui/core/macro";
import { Link } from "wouter";

import { StateDot } from "../components/StateDot";
import { useConnection } from "../data/connection";
import { useRunningStreams } from "../data/stream-registry";
import { useModels } from "../data/use-models";
import { useOperation } from "../data/use-operation";
import { CostToday } from "../features/usage/CostToday";
import { assertNever } from "../lib/assert-never";
import { REGION } from "./regions";
import { useHint } from "./use-hint";

type Props = {
  readonly settings: Settings;
  /** The conversation that is open. */
  readonly conversationId: string | null;
  readonly onShortcuts: () => void;
};

/** The foot of the window: where calls go, which model answers, what is running. */
export const StatusLine = ({ settings, conversationId, onShortcuts }: Props) => {
  const hint = useHint();
  const running = useRunningStreams();
  const lost = useConnection(({ connection }) => connection.state !== "connected");
  const keyless = useKeyless(settings);
  return (
    <section
      {...REGION}
      aria-label={t`Status`}
      className="flex h-7 shrink-0 items-center gap-4 overflow-hidden border-t border-hairline bg-surface-sunken px-4 text-xs whitespace-nowrap text-text-subtle focus-visible:-outline-offset-2"
    >
      <span className="flex items-center gap-2">
        <StateDot tone={lost ? "danger" : keyless ? "warning" : "idle"} />
        {lost ? t`Reconnecting` : endpointName(settings.endpoint)}
      </span>
      {keyless ? (
        <Link className="text-text-subtle" href="/settings/account">
          {t`No API key yet`}
        </Link>
      ) : (
        <ModelName conversationId={conversationId} fallback={settings.model} />
      )}
      <CostToday conversationId={conversationId} />
      <span className="flex-1" />
      {running > 0 && (
        <span className="flex items-center gap-2">
          <StateDot running tone="accent" />
          {plural(running, { one: "# answer arriving", other: "# answers arriving" })}
        </span>
      )}
      <button className="hover:text-text" onClick={onShortcuts} type="button">
        {t`Shortcuts`} <span className="text-text-faint">{hint("shortcuts.show")}</span>
      </button>
    </section>
  );
};

type ModelNameProps = { readonly conversationId: string | null; readonly fallback: string | null };

const ModelName = ({ conversationId, fallback }: ModelNameProps) => {
  const conversation = useOperation(
    "conversation.get",
    { id: conversationId ?? "" },
    { enabled: conversationId !== null },
  );
  const models = useModels();
  const own = conversationId === null ? null : conversation.data?.model;
  const id = own ?? fallback ?? models.data?.[0]?.id;
  if (id === undefined) return null;
  const name = models.data?.find((model) => model.id === id)?.display_name ?? id;
  return <span className="truncate">{name}</span>;
};

const useKeyless = (settings: Settings): boolean => {
  const { data } = useOperation("secret.status", {});
  return settings.endpoint.kind === "anthropic" && data !== undefined && data.key === null;
};

const endpointName = ({ kind, base_url }: Endpoint): string => {
  switch (kind) {
    case "anthropic":
      return "Anthropic";
    case "simulator":
      return t`Simulator`;
    case "custom":
      return base_url === null ? t`Own endpoint` : hostOf(base_url);
    default:
      return assertNever(kind);
  }
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
