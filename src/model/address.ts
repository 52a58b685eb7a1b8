import { isIP, isIPv6 } from 'node:net';

/** Whether a text is an IPv4 or IPv6 address that means the same everywhere: one with a zone (`%eth0`) does not. */
export function isAddress(text: string): boolean {
  return isIP(text) !== 0 && !text.includes('%');
}

/** An address in the one spelling that all others of it share; what is no address stays as it is. */
export function canonicalAddress(text: string): string {
  if (!isIPv6(text) || text.includes('%')) return text;
  return new URL(`http://[${text}]`).hostname.slice(1, -1);
}

/** Whether two texts are the same address, however it is written. */
export function isSameAddress(a: string, b: string): boolean {
  return a === b || (a.includes(':') && b.includes(':') && canonicalAddress(a) === canonicalAddress(b));
}
