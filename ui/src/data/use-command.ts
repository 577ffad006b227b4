import type { CommandName, InputOf, OutputOf } from "@atelier/client";
import type { OperationError } from "@atelier/client/errors";
import { type UseMutationResult, useMutation, useQueryClient } from "@tanstack/react-query";

import { invalidateTags, staleAfter } from "./tags";
import { useTransport } from "./transport";

type Options<N extends CommandName> = {
  /** Runs before what the command made stale is read again. */
  readonly onSuccess?: (output: OutputOf<N>, input: InputOf<N>) => void;
};

/** Runs a command (`mutate`, or `mutateAsync` for its answer); what it made stale is read again. */
export const useCommand = <N extends CommandName>(
  name: N,
  options: Options<N> = {},
): UseMutationResult<OutputOf<N>, OperationError, InputOf<N>> => {
  const transport = useTransport();
  const client = useQueryClient();
  return useMutation<OutputOf<N>, OperationError, InputOf<N>>({
    mutationKey: [name],
    mutationFn: (input) => transport.call(name, input),
    onSuccess: (output, input) => {
      options.onSuccess?.(output, input);
      invalidateTags(client, staleAfter(name));
    },
    // Inputs may hold a key or a passphrase: forget them as soon as nobody looks.
    gcTime: 0,
  });
};
