import { t } from "@lingui/core/macro";
import { GitBranch } from "lucide-react";

import { DialogButton } from "../../components/DialogButton";
import { later } from "../../components/later";
import { useBranching } from "./branching";

const BranchMap = later(
  async () => (await import("./BranchMap")).BranchMap,
  () => null,
);

/** Opens the map of the conversation's branches. */
export const BranchMapButton = () => {
  const branching = useBranching();
  if (!branching) return null;
  return (
    <DialogButton dialog={BranchMap} icon={GitBranch} label={t`Branches`} told={{ branching }} />
  );
};
