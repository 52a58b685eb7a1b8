import type { Backend, Domain, Listener, Rule } from './records.js';

export function ofLayer(listeners: readonly Listener[], layer: 4 | 7): Listener[] {
  return listeners.filter(({ wire }) => wire.layer === layer);
}

/** What holds backends, and those of them that are shown. */
export interface Place<T> {
  readonly holder: T;
  readonly backends: readonly Backend[];
}

/** A domain with its locations, of which it may have none. */
export interface Branch {
  readonly domain: Domain;
  readonly places: readonly Place<Rule>[];
}

/** A listener of layer 7 with what stands below it. */
export interface Tree {
  readonly listener: Listener;
  readonly branches: readonly Branch[];
}

export function branchesOf({ rules, wire }: Listener): Branch[] {
  return wire.domains.map((domain) => ({
    domain,
    places: rules
      .filter((row) => row.wire.domain === domain)
      .map((holder) => ({ holder, backends: holder.backends })),
  }));
}
