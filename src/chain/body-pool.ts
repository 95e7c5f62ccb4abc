/** Buffers for the bodies of answers, used again so that megabytes a second do not wait for the garbage collector. */
export interface BodyPool {
  /** A buffer of at least this size, with anything in it. */
  take(size: number): Buffer;
  /** The buffer may be handed out again: nobody may look at it any more. Others' buffers are let go. */
  giveBack(body: Buffer): void;
}

const smallest = 256 * 1024; // smaller ones are cheap to make
const step = 1024 * 1024;
const kept = 6;

/** An empty pool. It keeps six buffers at most. */
export function createBodyPool(): BodyPool {
  const own = new WeakSet<ArrayBufferLike>();
  let free: ArrayBuffer[] = [];

  return {
    take(size) {
      if (size < smallest) return Buffer.allocUnsafeSlow(size);
      const found = free.find(({ byteLength }) => byteLength >= size);
      if (found) {
        free = free.filter((buffer) => buffer !== found);
        return Buffer.from(found);
      }
      free.shift(); // too small for what comes now
      const fresh = new ArrayBuffer(Math.ceil(size / step) * step);
      own.add(fresh);
      return Buffer.from(fresh);
    },
    giveBack({ buffer }) {
      if (!own.has(buffer) || !(buffer instanceof ArrayBuffer)) return;
      free = [...free.filter((each) => each !== buffer), buffer].slice(-kept);
    },
  };
}
