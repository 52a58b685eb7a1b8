import type { Source } from './source.js';

/** A list as a caller sees it, named by what it stands under. */
export type ListRef =
  | { readonly list: 'loadBalancers'; readonly source: Source }
  | { readonly list: 'instances'; readonly source: Source }
  | { readonly list: 'listeners'; readonly source: Source; readonly loadBalancerId: string }
  | {
      readonly list: 'rules';
      readonly source: Source;
      readonly loadBalancerId: string;
      readonly listenerId: string;
    }
  | {
      readonly list: 'backends';
      readonly source: Source;
      readonly loadBalancerId: string;
      /** Null for what is bound at the load balancer itself. */
      readonly listenerId: string | null;
      /** Null for what is bound at the listener itself. */
      readonly ruleId: string | null;
    }
  /** All that is reached through a load balancer, whatever it is bound at; only where one call lists it. */
  | { readonly list: 'reached'; readonly source: Source; readonly loadBalancerId: string }
  /** The machines behind a load balancer, each once, whatever they are bound at; only where that takes fewer calls than its backends. */
  | { readonly list: 'members'; readonly source: Source; readonly loadBalancerId: string }
  /** What a vendor's own reverse call says is bound to something: backends by their references, which carry no more. */
  | { readonly list: 'bindings'; readonly source: Source; readonly subject: string };

export type ListName = ListRef['list'];

/**
 * A part of a list that the vendor pages by itself, with a total of its own. Most lists are one segment, named '';
 * where a vendor keeps kinds in several calls, the list is its segments one behind the other.
 */
export interface Segment {
  readonly of: ListRef;
  readonly segment: string;
  /** What the vendor is asked to leave of it: parameters in its own names, as one text. Without it, everything. */
  readonly narrowed?: string;
}

/** The key of a segment inside its source. */
export function segmentKey({ of, segment, narrowed }: Segment): string {
  const head = narrowed === undefined ? [of.list, segment] : [of.list, segment, { narrowed }];
  switch (of.list) {
    case 'loadBalancers':
    case 'instances':
      return JSON.stringify(head);
    case 'listeners':
    case 'reached':
    case 'members':
      return JSON.stringify([...head, of.loadBalancerId]);
    case 'rules':
      return JSON.stringify([...head, of.loadBalancerId, of.listenerId]);
    case 'backends':
      return JSON.stringify([...head, of.loadBalancerId, of.listenerId, of.ruleId]);
    case 'bindings':
      return JSON.stringify([...head, of.subject]);
  }
}

/** Everything of one list name and segment, or all health, under one load balancer, or in the whole source (null). */
export interface Scope {
  readonly list: ListName | 'health';
  readonly segment: string;
  readonly loadBalancerId: string | null;
}

/** The key of a scope inside its source. */
export function scopeKey(scope: Scope): string {
  return JSON.stringify(['scope', scope.list, scope.segment, scope.loadBalancerId]);
}

/** The scopes that hold a segment, narrowest first: once such a scope was read whole, the segment is known. */
export function scopesOf({ of, segment, narrowed }: Segment): readonly Scope[] {
  // A whole scope does not tell what the vendor would have left of it.
  if (narrowed !== undefined) return [];
  const list = of.list === 'reached' ? 'backends' : of.list;
  const source = { list, segment, loadBalancerId: null } as const;
  return 'loadBalancerId' in of ? [{ ...source, loadBalancerId: of.loadBalancerId }, source] : [];
}
