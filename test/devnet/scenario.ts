/** A conformance scenario as FORMAT.md beside the recorded files describes it. */
export interface Scenario {
  readonly name: string;
  readonly what: string;
  readonly accounts: readonly {
    readonly name: string;
    readonly vests?: string;
    readonly tests?: string;
    readonly tbd?: string;
  }[];
  readonly steps: readonly Step[];
}

export interface Step {
  readonly note?: string;
  readonly mine?: number;
  readonly advance?: number | string;
  readonly untilIrreversible?: string;
  readonly send?: SendStep;
  readonly resend?: string;
  readonly via?: string;
  readonly read?: {
    readonly method: string;
    readonly params: unknown;
    readonly pick?: readonly string[];
    readonly volatile?: readonly string[];
  };
  readonly expect?: Expectation;
}

export interface SendStep {
  readonly operations: readonly [string, Record<string, unknown>][];
  readonly signers: readonly { readonly account: string; readonly role: string; readonly password?: string }[];
  readonly transaction?: {
    readonly expirationOffset?: number;
    readonly refBlockPrefix?: number;
    readonly refBlock?: number | string;
  };
  readonly as?: string;
}

export interface Expectation {
  readonly ok?: true;
  readonly result?: unknown;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly dataName?: string;
    readonly dataCode?: number;
    readonly text?: string;
    readonly assertHash?: string;
  };
}
