import { AsyncLocalStorage } from 'node:async_hooks';
import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';

const places = new AsyncLocalStorage<string>();

/** The place of the query that is being resolved, as names joined by dots; empty outside of all. */
export function currentPlace(): string {
  return places.getStore() ?? '';
}

/** A resolver that says where it is, to all that it calls. */
export function placed<S, C>(resolve: GraphQLFieldResolver<S, C>): GraphQLFieldResolver<S, C> {
  return (value, args, context, info) =>
    places.run(placeOf(info.path), () => resolve(value, args, context, info));
}

/** A path without positions, and without what only makes a connection of a list. */
export function placeOf(path: GraphQLResolveInfo['path']): string {
  const names: string[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at !== undefined; at = at.prev) {
    if (typeof at.key === 'string' && !isPlumbing(at)) names.unshift(at.key);
  }
  return names.join('.');
}

function isPlumbing({ key, typename = '' }: GraphQLResolveInfo['path']): boolean {
  const isList = key === 'nodes' || key === 'edges' || key === 'node';
  return isList && (typename.endsWith('Connection') || typename.endsWith('Edge'));
}
