import type { OperationError } from "@atelier/client/errors";
import type { Model, SecretStatus } from "@atelier/client/types";
import { useQueryClient } from "@tanstack/react-query";
import { useReducer } from "react";

import { writeAnswer } from "../../data/query-client";
import { useCommand } from "../../data/use-command";
import { useOperation } from "../../data/use-operation";
import { keyCheckReducer, UNCHECKED } from "./key-check";

/**
 * Everything about the API key that a person can do; the key itself never comes back.
 *
 * `check` says how the last attempt to use it went; `status` what is kept, and where.
 */
export const useApiKeyConfig = () => {
  const client = useQueryClient();
  const [check, note] = useReducer(keyCheckReducer, UNCHECKED);
  const status = useOperation("secret.status", {});
  const keepStatus = {
    onSuccess: (answer: SecretStatus) => writeAnswer(client, "secret.status", {}, answer),
  };
  const saving = useCommand("secret.save", keepStatus);
  const removing = useCommand("secret.delete", keepStatus);
  const sealing = useCommand("secret.seal", keepStatus);
  const unlocking = useCommand("secret.unlock", keepStatus);
  const verifying = useCommand("secret.verify");

  /** Tries the kept key; resolves to the models it opens, or to null where it does not work. */
  const test = async (): Promise<readonly Model[] | null> => {
    note({ type: "testing" });
    try {
      const models = await verifying.mutateAsync({});
      note({ type: "works", models });
      return models;
    } catch (error) {
      note({ type: "refused", error: error as OperationError });
      return null;
    }
  };

  return {
    status: status.data,
    statusError: status.error,
    readStatus: () => void status.refetch(),
    check,
    test,
    /** Keeps a key and tries it at once. */
    save: async (key: string): Promise<readonly Model[] | null> => {
      note({ type: "saving" });
      try {
        await saving.mutateAsync({ key });
      } catch (error) {
        note({ type: "unsaved", error: error as OperationError });
        return null;
      } finally {
        saving.reset();
      }
      return await test();
    },
    remove: () => removing.mutate({}, { onSuccess: () => note({ type: "forgotten" }) }),
    removing: removing.isPending,
    removeError: removing.error,
    seal: (passphrase: string) => sealing.mutate({ passphrase }, { onSuccess: sealing.reset }),
    sealing: sealing.isPending,
    sealError: sealing.error,
    /** Opens the sealed file, or without a passphrase asks the keychain again. */
    unlock: (passphrase?: string) =>
      unlocking.mutate(passphrase === undefined ? {} : { passphrase }, {
        onSuccess: unlocking.reset,
      }),
    unlocking: unlocking.isPending,
    unlockError: unlocking.error,
  };
};

/** What `useApiKeyConfig` returns. */
export type ApiKeyConfig = ReturnType<typeof useApiKeyConfig>;
