/** A line that fills up while bytes arrive; on a terminal only. */
export interface ProgressBar {
  show(done: number, total: number | undefined): void;
  /** Leaves the last state standing. */
  end(): void;
}

const width = 24;

export function progressBar(stream: NodeJS.WriteStream, label: string): ProgressBar {
  const started = performance.now();
  let isOpen = false;
  return {
    show(done, total) {
      if (!stream.isTTY) return;
      isOpen = true;
      const seconds = (performance.now() - started) / 1_000;
      const rate = done / Math.max(seconds, 0.001);
      const filled = total === undefined ? 0 : Math.round((done / total) * width);
      const bar = `${"█".repeat(filled)}${"░".repeat(width - filled)}`;
      const left = total === undefined || rate === 0 ? "" : `, ${Math.ceil((total - done) / rate)} s left`;
      const share = total === undefined ? "" : ` ${Math.floor((done / total) * 100)}%`;
      stream.write(
        `\r\u001B[K${label} ${bar}${share} ${(done / 1e6).toFixed(1)} MB, ${(rate / 1e6).toFixed(1)} MB/s${left}`,
      );
    },
    end() {
      if (isOpen) stream.write("\n");
      isOpen = false;
    },
  };
}
