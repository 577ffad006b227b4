import { connect, type Socket } from "node:net";

/**
 * A client of the X server, with just what a window manager's × needs: finding the window of a
 * name, and asking it to close.
 */
export class Display {
  readonly #socket: Socket;
  #buffer = Buffer.alloc(0);
  #waiting: ((reply: Buffer) => void)[] = [];
  #root = 0;

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

  /** Asks a window to close, as the × in its frame does. */
  async askToClose(window: number): Promise<void> {
    const [protocols, remove] = [
      await this.#atom("WM_PROTOCOLS"),
      await this.#atom("WM_DELETE_WINDOW"),
    ];
    const request = Buffer.alloc(44);
    request.writeUInt8(25, 0);
    request.writeUInt16LE(11, 2);
    request.writeUInt32LE(window, 4);
    request.writeUInt8(33, 12);
    request.writeUInt8(32, 13);
    request.writeUInt32LE(window, 16);
    request.writeUInt32LE(protocols, 20);
    request.writeUInt32LE(remove, 24);
    this.#socket.write(request);
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
    const request = Buffer.alloc(4 + 4 * fields.length);
    request.writeUInt8(opcode, 0);
    request.writeUInt8(data, 1);
    request.writeUInt16LE((request.length + tail.length) / 4, 2);
    fields.forEach((field, index) => {
      request.writeUInt32LE(field, 4 + 4 * index);
    });
    return new Promise<Buffer>((resolve) => {
      this.#waiting.push(resolve);
      this.#socket.write(Buffer.concat([request, tail]));
    });
  }

  #hear(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    while (this.#buffer.length >= 32) {
      const kind = this.#buffer.readUInt8(0);
      const size = kind === 1 ? 32 + 4 * this.#buffer.readUInt32LE(4) : 32;
      if (this.#buffer.length < size) return;
      const packet = this.#buffer.subarray(0, size);
      this.#buffer = this.#buffer.subarray(size);
      // An error answers the oldest question, too: with a reply that says nothing.
      if (kind === 1) this.#waiting.shift()?.(packet);
      else if (kind === 0) this.#waiting.shift()?.(Buffer.alloc(64));
    }
  }
}
