import { forgotten } from '../../loaders/loaders.js';
import type { RouterRef } from '../../model/router.js';
import { emptySelection } from '../../model/selection.js';
import type { Context } from '../context.js';
import type { RouterResolvers } from '../generated/resolvers.js';

/** A router's name, null when it has none or the vendor no longer has the router: a value when it is at hand, else a promise. */
function fetchName({ loaders }: Context, ref: RouterRef): string | null | Promise<string | null> {
  const { inventory, scope } = loaders;
  const { source } = ref;
  const read = () => inventory.readRouter(scope, source, ref);
  const nameOf = (found: NonNullable<ReturnType<typeof read>>) =>
    found.kind === 'missing' ? null : found.name;
  const known = read();
  if (known !== null) return nameOf(known);
  const demand = { type: 'record', ref: { kind: 'router', ...ref }, selection: emptySelection } as const;
  return loaders.bring(source, demand).then((error) => {
    if (error !== null) throw error;
    const found = read();
    if (found === null) throw forgotten();
    return nameOf(found);
  });
}

export const routerResolvers: RouterResolvers = {
  vendorId: ({ target }) => target.id,
  name: ({ source, target }, _args, context) => fetchName(context, { source, vendorId: target.id }),
};
