/** Seconds that differ between networks, which expressions name `$cashout` and `$lockout`. */
export interface Constants {
  readonly cashout: number;
  readonly lockout: number;
}

/** What a sum such as `$cashout-$lockout/2-6` comes to. Throws when it is none. */
export function evaluate(text: string, constants: Constants): number {
  const tokens = text.match(/\d+|\$\w+|[-+*/()]|\S/g) ?? [];
  let next = 0;

  function sum(): number {
    let value = product();
    for (let sign = tokens[next]; sign === "+" || sign === "-"; sign = tokens[next]) {
      next += 1;
      value += sign === "+" ? product() : -product();
    }
    return value;
  }

  function product(): number {
    let value = factor();
    for (let sign = tokens[next]; sign === "*" || sign === "/"; sign = tokens[next]) {
      next += 1;
      value = sign === "*" ? value * factor() : value / factor();
    }
    return value;
  }

  function factor(): number {
    const token = tokens[next++] ?? "nothing";
    if (token === "$cashout") return constants.cashout;
    if (token === "$lockout") return constants.lockout;
    if (/^\d+$/.test(token)) return Number(token);
    if (token !== "(") throw new Error(`cannot work out ${JSON.stringify(text)}: ${token} is no number`);
    const value = sum();
    if (tokens[next++] !== ")") throw new Error(`cannot work out ${JSON.stringify(text)}: a bracket stays open`);
    return value;
  }

  const value = sum();
  if (next < tokens.length) throw new Error(`cannot work out ${JSON.stringify(text)}: ${tokens[next]} is too much`);
  return value;
}
