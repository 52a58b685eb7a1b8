import type { WireRequest } from '../vendor.js';
import type { Arguments } from './arguments.js';

/** The JSON object of the body, or null if it is none. */
export function readBody({ body }: WireRequest): Arguments | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Arguments) : null;
  } catch {
    return null;
  }
}
