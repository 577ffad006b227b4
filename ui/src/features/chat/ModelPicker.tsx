import type { Conversation, Effort, Model, Settings } from "@atelier/client/types";
import { i18n, type MessageDescriptor } from "@lingui/core";
import { msg, t } from "@lingui/core/macro";
import { Button } from "../../components/Button";
import { Select } from "../../components/Select";
import { useAskForModels, useModels } from "../../data/use-models";
import { errorLine } from "../../lib/error-words";

/** Which model answers, and how hard it thinks; null follows the settings. */
export type ModelChoice = Pick<Conversation, "model" | "effort">;

type Props = {
  readonly choice: ModelChoice;
  readonly settings: Settings;
  readonly onChoose: (choice: ModelChoice) => void;
};

const EFFORTS: Record<Effort, MessageDescriptor> = {
  low: msg`Low effort`,
  medium: msg`Medium effort`,
  high: msg`High effort`,
  xhigh: msg`Very high effort`,
  max: msg`Maximal effort`,
};

/** Chooses the model of a conversation and, where the model has any, its effort. */
export const ModelPicker = ({ choice, settings, onChoose }: Props) => {
  const { data: models = [], isPending } = useModels();
  const fallback = settings.model ?? models[0]?.id ?? null;
  const used = models.find(({ id }) => id === (choice.model ?? fallback));
  const efforts = used?.efforts ?? [];
  if (isPending) return null;
  if (models.length === 0 && choice.model === null) return <AskForModels />;
  return (
    <>
      <Select
        aria-label={t`Model`}
        className="max-w-80 min-w-0"
        onChange={(value) => {
          const model = value === "" ? null : value;
          onChoose({ model, effort: fitting(choice.effort, models, model ?? fallback) });
        }}
        options={modelOptions(models, choice.model, fallback)}
        quiet
        value={choice.model ?? ""}
      />
      {efforts.length > 0 && (
        <Select
          aria-label={t`Effort`}
          className="max-w-44 shrink-0"
          onChange={(value) => onChoose({ ...choice, effort: value === "" ? null : value })}
          options={effortOptions(efforts, settings.effort)}
          quiet
          value={choice.effort ?? ""}
        />
      )}
    </>
  );
};

const AskForModels = () => {
  const ask = useAskForModels();
  return (
    <Button
      onClick={() => ask.mutate({ refresh: false })}
      pending={ask.isPending}
      title={ask.error ? errorLine(ask.error) : t`Asks the endpoint which models it has`}
      variant="quiet"
    >
      {ask.error ? t`No models: try again` : t`Choose a model`}
    </Button>
  );
};

type Option<V extends string> = { readonly value: V; readonly label: string };

const modelOptions = (
  models: readonly Model[],
  chosen: string | null,
  fallback: string | null,
): Option<string>[] => {
  const name = models.find(({ id }) => id === fallback)?.display_name ?? fallback;
  const known = models.some(({ id }) => id === chosen);
  return [
    { value: "", label: name === null ? t`Default model` : t`${name} (default)` },
    ...models.map(({ id, display_name }) => ({ value: id, label: display_name })),
    // A model that the endpoint no longer lists stays visible as what was chosen.
    ...(chosen !== null && !known ? [{ value: chosen, label: chosen }] : []),
  ];
};

const effortOptions = (
  efforts: readonly Effort[],
  fallback: Effort | null,
): Option<Effort | "">[] => [
  {
    value: "",
    label:
      fallback !== null && efforts.includes(fallback)
        ? t`${{ name: i18n._(EFFORTS[fallback]) }} (default)`
        : t`Default effort`,
  },
  ...efforts.map((effort) => ({ value: effort, label: i18n._(EFFORTS[effort]) })),
];

/** An effort that the new model does not have is dropped. */
const fitting = (
  effort: Effort | null,
  models: readonly Model[],
  id: string | null,
): Effort | null => {
  const efforts = models.find((model) => model.id === id)?.efforts ?? [];
  return effort !== null && efforts.includes(effort) ? effort : null;
};
