import type { Missing } from '../../inventory/record-store.js';
import type { Router, RouterRef } from '../../model/router.js';
import { emptySelection } from '../../model/selection.js';
import type { Context } from '../context.js';
import type { RouterResolvers } from '../generated/resolvers.js';

/** A router's name, null when it has none or the vendor no longer has the router. */
function fetchName({ loaders }: Context, ref: RouterRef): string | null | Promise<string | null> {
  const { inventory, scope } = loaders;
  const demand = { type: 'record', ref: { kind: 'router', ...ref }, selection: emptySelection } as const;
  const router = loaders.through(ref.source, demand, () => inventory.readRouter(scope, ref.source, ref));
  return router instanceof Promise ? router.then(nameOf) : nameOf(router);
}

function nameOf(router: Router | Missing): string | null {
  return router.kind === 'missing' ? null : router.name;
}

export const routerResolvers: RouterResolvers = {
  vendorId: ({ target }) => target.id,
  name: ({ source, target }, _args, context) => fetchName(context, { source, vendorId: target.id }),
};
