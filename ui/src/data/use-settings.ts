import type { OperationError } from "@atelier/client/errors";
import type { Settings, SettingsPatch } from "@atelier/client/types";
import { type UseMutateFunction, useQueryClient } from "@tanstack/react-query";
import { writeAnswer } from "./query-client";
import { useCommand } from "./use-command";
import { useOperation } from "./use-operation";

type SettingsControl = {
  /** The settings in force; undefined until they are read. */
  readonly settings: Settings | undefined;
  /** Why they could not be read. */
  readonly error: OperationError | null;
  readonly retry: () => void;
  /** Changes what the patch names, at once. */
  readonly save: UseMutateFunction<Settings, OperationError, SettingsPatch>;
  readonly saveAsync: (patch: SettingsPatch) => Promise<Settings>;
  /** Why the last change was not kept. */
  readonly saveError: OperationError | null;
  readonly saving: boolean;
};

/** Reads and changes the settings. */
export const useSettings = (): SettingsControl => {
  const client = useQueryClient();
  const read = useOperation("settings.get", {});
  const change = useCommand("settings.save", {
    onSuccess: (settings) => writeAnswer(client, "settings.get", {}, settings),
  });
  return {
    settings: read.data,
    error: read.error,
    retry: () => void read.refetch(),
    save: change.mutate,
    saveAsync: change.mutateAsync,
    saveError: change.error,
    saving: change.isPending,
  };
};
