/** Gathers pieces of text and passes them on together, so that a fast model does not send a message for each token. */
export interface TextBatch {
  readonly add: (text: string) => void;
  /** Passes on at once what is gathered. */
  readonly flush: () => void;
}

/** The first piece goes out at once; later ones wait up to `milliseconds` for company. */
export function textBatch(send: (text: string) => void, milliseconds = 25): TextBatch {
  let gathered = "";
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered === "") return;
    const text = gathered;
    gathered = "";
    send(text);
  };
  let first = true;
  const add = (text: string): void => {
    gathered += text;
    if (first && text !== "") {
      first = false;
      flush();
    } else {
      timer ??= setTimeout(flush, milliseconds);
    }
  };
  return { add, flush };
}
