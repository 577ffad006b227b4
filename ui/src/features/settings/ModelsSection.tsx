import type { Effort, Model } from "@atelier/client/types";
import { i18n } from "@lingui/core";
import { t } from "@lingui/core/macro";
import { RotateCw } from "lucide-react";

import { Button } from "../../components/Button";
import { ErrorNote } from "../../components/ErrorNote";
import { Field } from "../../components/Field";
import { Select } from "../../components/Select";
import { Skeleton } from "../../components/Skeleton";
import { useAskForModels } from "../../data/use-models";
import { useOperation } from "../../data/use-operation";
import { ModelsTable } from "./ModelsTable";
import { type SectionProps, Setting } from "./setting";
import { EFFORT_WORDS } from "./words";

const FOLLOW = "";

/** The model and the effort for new conversations, and what the endpoint offers. */
export const ModelsSection = ({ settings, save }: SectionProps) => {
  const models = useOperation("model.list", {});
  const known = models.data ?? [];
  const chosen = known.find((model) => model.id === settings.model) ?? known[0];
  return (
    <>
      <Setting id="model">
        <Field
          description={t`For new conversations; each can have its own.`}
          label={t`Default model`}
          layout="beside"
        >
          {(control) => (
            <Select
              {...control}
              className="max-w-full"
              onChange={(id) => save({ model: id === FOLLOW ? null : id })}
              options={modelOptions(known, settings.model)}
              value={settings.model ?? FOLLOW}
            />
          )}
        </Field>
      </Setting>
      <Setting id="effort">
        <Field
          description={t`How hard the model thinks; more takes longer and costs more.`}
          label={t`Default effort`}
          layout="beside"
        >
          {(control) => (
            <Select
              {...control}
              onChange={(effort) => save({ effort: effort === FOLLOW ? null : effort })}
              options={effortOptions(chosen, settings.effort)}
              value={settings.effort ?? FOLLOW}
            />
          )}
        </Field>
      </Setting>
      <Setting
        description={t`As the endpoint lists them. Prices are for a million tokens of a short prompt.`}
        id="list"
        title={t`Models of the endpoint`}
      >
        {models.isPending && <Skeleton lines={4} />}
        {models.error && <ErrorNote error={models.error} onRetry={() => void models.refetch()} />}
        {models.data && <ModelsTable models={models.data} />}
        {models.data && <Refresh />}
      </Setting>
    </>
  );
};

const Refresh = () => {
  const ask = useAskForModels();
  return (
    <Button
      className="mt-3"
      icon={RotateCw}
      onClick={() => ask.mutate({ refresh: true })}
      pending={ask.isPending}
    >
      {t`Ask the endpoint again`}
    </Button>
  );
};

const modelOptions = (models: readonly Model[], current: string | null) => {
  const first = models[0];
  const follow = first ? t`Newest (${{ display_name: first.display_name }})` : t`Newest`;
  const listed = models.map(({ id, display_name }) => ({ value: id, label: display_name }));
  const missing = current !== null && !models.some((model) => model.id === current);
  return [
    { value: FOLLOW, label: follow },
    ...listed,
    ...(missing ? [{ value: current, label: t`${current} (not offered now)` }] : []),
  ];
};

const effortOptions = (model: Model | undefined, current: Effort | null) => {
  const offered = new Set(model?.efforts ?? []);
  const shown = (Object.keys(EFFORT_WORDS) as Effort[]).filter(
    (effort) => offered.has(effort) || effort === current,
  );
  return [
    { value: FOLLOW as Effort | typeof FOLLOW, label: t`The model’s own` },
    ...shown.map((effort) => ({ value: effort, label: i18n._(EFFORT_WORDS[effort]) })),
  ];
};
