import { connect, type Socket } from "node:net";

/** Where a window lies and how large it is, in px. */
export type Bounds = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Keys of the keyboard, by the server's own names of them. */
export const KEYSYM = {
  shift: 0xffe1,
  control: 0xffe3,
  tab: 0xff09,
  enter: 0xff0d,
  j: 0x6a,
} as const;

/** Which of them is pressed at once with another, as a set of bits. */
const HELD = { shift: 1, control: 4 } as const;

/**
 * A client of the X server, with just what a window manager and a person at the keyboard need: finding
 * the window of a name, moving it and asking it to close; pressing keys, and keeping some for itself.
 */
export class Display {
  readonly #socket: Socket;
  #buffer = Buffer.alloc(0);
  /** Whoever waits for a reply, by the number of the request. */
  readonly #waiting = new Map<number, (reply: Buffer) => void>();
  /** The numbers of requests that were refused and that nobody waited for. */
  readonly #refused = new Set<number>();
  #requests = 0;
  #root = 0;
  #keycodes: readonly [first: number, last: number] = [8, 255];

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Connects to a display of this machine, such as `:7`. */
  static async open(name: string): Promise<Display> {
    const socket = connect(`/tmp/.X11-unix/X${name.replace(":", "")}`);
    const display = new Display(socket);
    const greeted = new Promise<Buffer>((resolve, reject) => {
      socket.once("error", reject);
      const collect = (chunk: Buffer) => {
        display.#buffer = Buffer.concat([display.#buffer, chunk]);
        const { length } = display.#buffer;
        if (length < 8 || length < 8 + 4 * display.#buffer.readUInt16LE(6)) return;
        socket.off("data", collect);
        resolve(display.#buffer);
        display.#buffer = Buffer.alloc(0);
      };
      socket.on("data", collect);
    });
    // Little-endian, protocol 11.0, no authorization: the server admits its own user.
    socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    const hello = await greeted;
    if (hello[0] !== 1) throw new Error("the display does not let us in");
    const vendor = hello.readUInt16LE(24);
    const formats = hello.readUInt8(29);
    display.#root = hello.readUInt32LE(40 + ((vendor + 3) & ~3) + 8 * formats);
    display.#keycodes = [hello.readUInt8(34), hello.readUInt8(35)];
    socket.on("data", (chunk) => display.#hear(chunk));
    return display;
  }

  close(): void {
    this.#socket.destroy();
  }

  /** The viewable windows whose name is `name`. */
  async windowsNamed(name: string): Promise<number[]> {
    const found: number[] = [];
    const visit = async (window: number): Promise<void> => {
      const named = await this.#text(window, 39);
      if (named === name && (await this.#isViewable(window))) found.push(window);
      for (const child of await this.#children(window)) await visit(child);
    };
    await visit(this.#root);
    return found;
  }

  /** Where a window lies, and how large it is. */
  async bounds(window: number): Promise<Bounds> {
    const reply = await this.#ask(14, 0, [window]);
    return {
      x: reply.readInt16LE(12),
      y: reply.readInt16LE(14),
      width: reply.readUInt16LE(16),
      height: reply.readUInt16LE(18),
    };
  }

  /** Moves a window and makes it as large, as a person does at its frame. */
  place(window: number, { x, y, width, height }: Bounds): void {
    this.#send(12, 0, [window, 1 + 2 + 4 + 8, x, y, width, height]);
  }

  /** Presses a key while Control and Shift are held, whatever window has the focus. */
  async pressHeld(key: number): Promise<void> {
    await this.#press([KEYSYM.control, KEYSYM.shift, key]);
  }

  /** Presses a key, whatever window has the focus. */
  async press(key: number): Promise<void> {
    await this.#press([key]);
  }

  async #press(keys: readonly number[]): Promise<void> {
    const name = Buffer.from("XTEST\0\0\0");
    const opcode = (await this.#ask(98, 0, [5], name)).readUInt8(9);
    const codes: number[] = [];
    for (const each of keys) codes.push(await this.#keycode(each));
    const change = (code: number, down: boolean) =>
      this.#send(opcode, 2, [(down ? 2 : 3) | (code << 8), 0, this.#root, 0, 0, 0, 0, 0]);
    for (const code of codes) change(code, true);
    for (const code of codes.reverse()) change(code, false);
    await this.#answered();
  }

  /** Keeps a key with Control and Shift for this client alone; false where another has it. */
  async grabHeld(key: number): Promise<boolean> {
    const code = await this.#keycode(key);
    const modifiers = HELD.control | HELD.shift;
    const request = this.#send(33, 0, [this.#root, modifiers | (code << 16) | (1 << 24), 1]);
    await this.#answered();
    return !this.#refused.delete(request);
  }

  /** Asks a window to close, as the × in its frame does. */
  async askToClose(window: number): Promise<void> {
    const [protocols, remove] = [
      await this.#atom("WM_PROTOCOLS"),
      await this.#atom("WM_DELETE_WINDOW"),
    ];
    const event = [33 | (32 << 8), window, protocols, remove, 0, 0, 0, 0];
    this.#send(25, 0, [window, 0, ...event]);
  }

  async #keycode(keysym: number): Promise<number> {
    const [first, last] = this.#keycodes;
    const count = last - first + 1;
    const reply = await this.#ask(101, 0, [first | (count << 8)]);
    const each = reply.readUInt8(1);
    for (let at = 0; at < count * each; at += 1) {
      if (reply.readUInt32LE(32 + 4 * at) === keysym) return first + Math.floor(at / each);
    }
    throw new Error(`no key of the keyboard is ${keysym.toString(16)}`);
  }

  /** Resolves when the server has taken all that was sent. */
  async #answered(): Promise<void> {
    await this.#ask(43, 0, []);
  }

  async #atom(name: string): Promise<number> {
    const padded = Buffer.alloc((name.length + 3) & ~3);
    padded.write(name);
    const reply = await this.#ask(16, 0, [name.length], padded);
    return reply.readUInt32LE(8);
  }

  async #children(window: number): Promise<number[]> {
    const reply = await this.#ask(15, 0, [window]);
    const count = reply.readUInt16LE(16);
    return Array.from({ length: count }, (_, index) => reply.readUInt32LE(32 + 4 * index));
  }

  async #isViewable(window: number): Promise<boolean> {
    const reply = await this.#ask(3, 0, [window]);
    return reply.readUInt8(26) === 2;
  }

  /** A text property of a window; 39 is its name. */
  async #text(window: number, property: number): Promise<string> {
    const reply = await this.#ask(20, 0, [window, property, 0, 0, 256]);
    const length = reply.readUInt32LE(16) * (reply.readUInt8(1) / 8);
    return reply.subarray(32, 32 + length).toString("utf8");
  }

  async #ask(opcode: number, data: number, fields: readonly number[], tail = Buffer.alloc(0)) {
    return new Promise<Buffer>((resolve) => {
      this.#waiting.set(this.#send(opcode, data, fields, tail), resolve);
    });
  }

  /** Sends a request, and returns its number. */
  #send(opcode: number, data: number, fields: readonly number[], tail = Buffer.alloc(0)): number {
    const request = Buffer.alloc(4 + 4 * fields.length);
    request.writeUInt8(opcode, 0);
    request.writeUInt8(data, 1);
    request.writeUInt16LE((request.length + tail.length) / 4, 2);
    fields.forEach((field, index) => {
      request.writeUInt32LE(field >>> 0, 4 + 4 * index);
    });
    this.#socket.write(Buffer.concat([request, tail]));
    this.#requests = (this.#requests + 1) & 0xffff;
    return this.#requests;
  }

  #hear(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    while (this.#buffer.length >= 32) {
      const kind = this.#buffer.readUInt8(0);
      const size = kind === 1 ? 32 + 4 * this.#buffer.readUInt32LE(4) : 32;
      if (this.#buffer.length < size) return;
      const packet = this.#buffer.subarray(0, size);
      this.#buffer = this.#buffer.subarray(size);
      // The rest are events, of which those of kept keys alone arrive.
      if (kind > 1) continue;
      const request = packet.readUInt16LE(2);
      const resolve = this.#waiting.get(request);
      this.#waiting.delete(request);
      // An error answers a question, too: with a reply that says nothing.
      if (resolve) resolve(kind === 1 ? packet : Buffer.alloc(64));
      else if (kind === 0) this.#refused.add(request);
    }
  }
}
