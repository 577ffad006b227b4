import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";

import type { Plugin } from "vite";

const MARK = "?packed";
/** A name that no file has, and that ends like none, so that nobody but this reads what stands behind it. */
const OWN = "\0packed:";

/** Makes `import address from "x?packed"` the address of the file, packed, which nothing loads by itself. */
export const packed = (): Plugin => {
  let building = false;
  return {
    name: "packed",
    enforce: "pre",
    configResolved: ({ command }) => {
      building = command === "build";
    },
    async resolveId(id, importer) {
      if (!id.endsWith(MARK)) return null;
      const found = await this.resolve(id.slice(0, -MARK.length), importer, { skipSelf: true });
      return found && `${OWN}${Buffer.from(found.id).toString("base64url")}`;
    },
    load(id) {
      if (!id.startsWith(OWN)) return null;
      const path = Buffer.from(id.slice(OWN.length), "base64url").toString();
      // A test that wants it reads the file itself.
      if (!building) return `export default ${JSON.stringify(path)};`;
      const reference = this.emitFile({
        type: "asset",
        name: `${basename(path)}.gz`,
        source: gzipSync(readFileSync(path), { level: 9 }),
      });
      return `export default import.meta.ROLLUP_FILE_URL_${reference};`;
    },
  };
};
