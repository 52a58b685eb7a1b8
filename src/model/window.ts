/** `limit` items from `offset` on, both counted in items of one list; `limit` may be 0. */
export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/** The first item behind the window. */
export function windowEnd(window: Window): number {
  return window.offset + window.limit;
}
