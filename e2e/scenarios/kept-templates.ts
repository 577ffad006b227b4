import type { SaveTemplate, Template } from "@atelier/client/types";

import type { Product } from "./product";

/** Keeps a template in two versions, of which the second says more. */
export const keepTwoVersions = async (
  product: Product,
  template: Omit<SaveTemplate, "id">,
  more: string,
): Promise<Template> => {
  const { id } = await product.door.operation("template.save", template);
  const body = `${template.body}${more}`;
  return product.door.operation("template.save", { ...template, id, body });
};
