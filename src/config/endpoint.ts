import { z } from 'zod';
import { isLoopback } from './loopback.js';

/** An origin, by https unless it is on this machine; its text may hold a password and is never repeated. */
export const endpoint = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url !== null && [url.origin, `${url.origin}/`].includes(text.toLowerCase());
  if (url === null || !isOrigin || !['http:', 'https:'].includes(url.protocol)) {
    context.addIssue('Must be an origin such as https://host or http://127.0.0.1:4100, without a path.');
    return z.NEVER;
  }
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
    context.addIssue('Must be https, save on a loopback address.');
    return z.NEVER;
  }
  return url.origin;
});

/** Whether calls to this origin stay on this machine. */
export function isLoopbackEndpoint(origin: string): boolean {
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}
