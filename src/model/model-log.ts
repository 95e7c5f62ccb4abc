/** Where the room tells what an operator should know. A pino logger is one. */
export interface ModelLog {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}
