import { isIP } from 'node:net';

/** Whether a text is an IPv4 or IPv6 address that means the same everywhere: one with a zone (`%eth0`) does not. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}
