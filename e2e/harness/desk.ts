import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { Child } from "./child";
import type { Place } from "./place";
import { until } from "./until";

/** Whether the session has a keychain. */
export type Keychain = "none" | "unlocked";

/** A display and a session bus of their own, for one place. */
export class Desk {
  readonly env: Record<string, string>;
  readonly #children: readonly Child[];

  private constructor(env: Record<string, string>, children: readonly Child[]) {
    this.env = env;
    this.#children = children;
  }

  /** Opens the display and the bus, and the keychain where there is to be one. */
  static async open(place: Place, keychain: Keychain): Promise<Desk> {
    holdStill(place);
    const [display, bus] = await Promise.all([openDisplay(place), openBus(place, keychain)]);
    const env = {
      DISPLAY: display.name,
      DBUS_SESSION_BUS_ADDRESS: bus.address,
      GDK_BACKEND: "x11",
      NO_AT_BRIDGE: "1",
    };
    const children = [...bus.children, ...display.children];
    return new Desk(env, children);
  }

  async close(): Promise<void> {
    for (const child of this.#children) await child.stop(1_000);
  }
}

/** Asks for reduced motion, as the page does in Chromium: a test looks at what has come to rest. */
const holdStill = (place: Place): void => {
  const folder = join(place.root, "config", "gtk-3.0");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.ini"), "[Settings]\ngtk-enable-animations=false\n");
};

/** Opens only a session bus, for programs without a window. */
export const openBus = async (place: Place, keychain: Keychain) => {
  // No service folders: nothing is started because somebody asks for it, the keychain included.
  const config = join(place.root, "bus.conf");
  writeFileSync(config, BUS);
  const bus = new Child("dbus-daemon", [`--config-file=${config}`, "--nofork", "--print-address"], {
    env: place.env,
  });
  const [address] = await bus.saying(/unix:\S+/);
  const children = [bus];
  if (keychain === "unlocked") {
    const keyring = new Child(
      "gnome-keyring-daemon",
      ["--foreground", "--unlock", "--components=secrets"],
      { env: { ...place.env, DBUS_SESSION_BUS_ADDRESS: address }, input: "made-up passphrase\n" },
    );
    children.unshift(keyring);
    await serves(place, address, "org.freedesktop.secrets");
  }
  return { address, children };
};

/** Waits until somebody on the bus has the name. */
const serves = async (place: Place, address: string, name: string): Promise<void> => {
  await until(`${name} is on the bus`, async () => {
    const ask = new Child(
      "dbus-send",
      [
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.DBus",
        "/org/freedesktop/DBus",
        "org.freedesktop.DBus.NameHasOwner",
        `string:${name}`,
      ],
      { env: { ...place.env, DBUS_SESSION_BUS_ADDRESS: address } },
    );
    await ask.ending(5_000);
    return ask.output.includes("boolean true");
  });
};

/** A display of its own, or the one that the caller has opened. */
const openDisplay = async (place: Place) => {
  const screen = ["-screen", "0", "1400x900x24", "-nolisten", "tcp", "-noreset"];
  // With `-displayfd 1` the server chooses a free number and prints it.
  const server = new Child("Xvfb", ["-displayfd", "1", ...screen], { env: place.env });
  const [, number] = await server.saying(/^(\d+)\s*$/m);
  return { name: `:${number}`, children: [server] };
};

const BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
