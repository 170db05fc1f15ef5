import { field, type JsonMessage } from '../connection/wait.ts';

const KNOWN = ['register', 'authentication_response', 'communication_request', 'comm_pong', 'pong'];
const HEX = /^([0-9a-fA-F]{2})*$/;

export interface KeyPairOfHex {
  readonly sourcePublicKey: string;
  readonly targetPublicKey: string;
}

export type FirstMessage =
  | { readonly command: 'register'; readonly publicKey: string }
  | ({ readonly command: 'communication_request' } & KeyPairOfHex);

/** §1.1, §1.6, and the order of the two refusals as recorded in captures/auth-failures. */
export function readFirstMessage(message: JsonMessage): FirstMessage {
  const command = field(message, 'command');
  const [publicKey, sourcePublicKey, targetPublicKey] = [
    field(message, 'publicKey'),
    field(message, 'sourcePublicKey'),
    field(message, 'targetPublicKey'),
  ];
  if (!KNOWN.includes(command) || ![publicKey, sourcePublicKey, targetPublicKey].every((hex) => HEX.test(hex))) {
    throw new Error('Received data does not match the data of a client message.');
  }
  if (command === 'register' && publicKey !== '') return { command, publicKey: publicKey.toLowerCase() };
  if (command === 'communication_request' && sourcePublicKey !== '' && targetPublicKey !== '') {
    return {
      command,
      sourcePublicKey: sourcePublicKey.toLowerCase(),
      targetPublicKey: targetPublicKey.toLowerCase(),
    };
  }
  throw new Error('Received unexpected or malformed message from client.');
}
