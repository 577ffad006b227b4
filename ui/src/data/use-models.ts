import type { OperationError } from "@atelier/client/errors";
import type { Model } from "@atelier/client/types";
import { useMutation, useQueryClient } from "@tanstack/react-query";

import { writeAnswer } from "./query-client";
import { useTransport } from "./transport";
import { useOperation } from "./use-operation";

/** The models as far as they are known. The endpoint is not asked: nobody has asked for that yet. */
export const useModels = () => useOperation("model.list", { known_only: true });

/** Returns what says how a model is called; one that is not known has its id for a name. */
export const useModelName = (): ((id: string) => string) => {
  const { data } = useModels();
  return (id) => data?.find((model) => model.id === id)?.display_name ?? id;
};

/** Asks the endpoint for its models, because a person wants to see them. */
export const useAskForModels = () => {
  const transport = useTransport();
  const client = useQueryClient();
  return useMutation<Model[], OperationError, { readonly refresh: boolean }>({
    mutationFn: (input) => transport.call("model.list", input),
    onSuccess: (models) => {
      writeAnswer(client, "model.list", { known_only: true }, models);
      writeAnswer(client, "model.list", {}, models);
    },
    // Reading the list through the cache shows the same failure, with its words.
    onError: () => client.invalidateQueries({ queryKey: ["model.list", {}] }),
  });
};
