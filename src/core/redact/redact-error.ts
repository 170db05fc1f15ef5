import type { Mask } from './mask.ts';
import { maskBehind } from './masked-text.ts';
import { redactOwnText } from './redact-text.ts';

/** By these a browser says that the page's own rules stopped a socket (findings/rules/reach.ts); the stronger ones first. */
const REFUSED = /content security policy|refused to connect|mixed content|insecure websocket|securityerror/i;
const BLOCKED = /not allowed by|permission/i;

/** What a transport or a browser gave as an error; such texts quote addresses and values of the page. */
export const redactError = (message: string, mask: Mask): string =>
  redactOwnText(message, mask) ?? maskBehind(message, REFUSED.test(message) ? REFUSED : BLOCKED);
