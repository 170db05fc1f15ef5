/**
 * How a value may leave at the level `fields`. Values that fit none of their rules leave as their length only.
 *
 * - `keep`: as it is. Only for what a dissector has made itself.
 * - `count`: numbers, true and false, null.
 * - `hash`: an id, hash or public key, as its keyed stand-in.
 * - `size`: its length alone.
 * - `url`: an address as redact-url.ts leaves it.
 * - `text`: a known text with its variable parts masked.
 * - `type`: the type of a ONE object where ONE itself defines it.
 * - a pattern: texts that it fits, so words and forms of ours.
 */
export type Rule = 'keep' | 'count' | 'hash' | 'size' | 'url' | 'text' | 'type' | RegExp;

/** Rules by the path of a member; `*` stands for any place in a list. Members that are not here do not leave. */
export type Fields = Readonly<Record<string, Rule | readonly Rule[]>>;

/** What may leave of the messages of one name. */
export interface MessageSchema {
  /** Layer of the message itself, under which its fields stand; absent where it has none. */
  layer?: string;
  /**
   * Without encryption, the digest of its payload may leave: it holds something that nobody can guess, or nothing worth guessing. A digest of
   * guessable content would give it away to whoever tries.
   */
  digest: boolean;
  fields: Fields;
}

/** The allow-list: schemas by the name of the message. A message that is not here is secret as a whole. */
export type Schema = ReadonlyMap<string, MessageSchema>;
