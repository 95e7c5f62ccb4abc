/** Why an agent, or every one, does nothing at present. */
export interface Pause {
  /** `undefined`: all agents. */
  readonly agent: string | undefined;
  readonly since: Date;
  readonly because: string;
}

/** The kill switch. A paused agent takes up no job and nothing of it is sent; its events are taken in all the same. */
export interface SwitchStore {
  /** Without an agent: all of them. `false` and no change when it is paused already. */
  pause(agent: string | undefined, because: string, at: Date): Promise<boolean>;
  /** Lets it go on, and forgets the chain's refusals so far. `false` when it was not paused by that name. */
  resume(agent: string | undefined, at: Date): Promise<boolean>;
  /** All agents' pause first, then by name. */
  readPauses(): Promise<readonly Pause[]>;
}
