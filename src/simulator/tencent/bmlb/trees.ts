import type { WireRow } from '../../vendor.js';
import type { Branch, Tree } from './layers.js';
import type { Groups } from './nested-rows.js';
import type { Backend, Domain, Listener, Rule } from './records.js';

/** How a dialect writes a listener of layer 7 with domains, locations and, if they are shown, backends. */
export interface TreeShape {
  /** The fields that hold what is below each. */
  readonly fields: { readonly domains: string; readonly locations: string; readonly backends: string };
  listener(listener: Listener): WireRow;
  domain(domain: Domain): WireRow;
  location(rule: Rule): WireRow;
  /** Null if the innermost rows are locations. */
  readonly backend: ((backend: Backend) => WireRow) | null;
}

/** The innermost rows of some trees, list by list. */
export function innermostRows(
  trees: readonly Tree[],
  { location, backend }: Pick<TreeShape, 'location' | 'backend'>,
): Groups {
  const branches = trees.flatMap((tree) => tree.branches);
  return backend === null
    ? branches.map(({ places }) => places.map(({ holder }) => location(holder)))
    : branches.flatMap(({ places }) => places.map(({ backends }) => backends.map(backend)));
}

/** A tree around its innermost rows, of which `next` gives one list after the other. */
export function toTree({ listener, branches }: Tree, shape: TreeShape, next: () => unknown[]): WireRow {
  const { fields } = shape;
  const locationsOf = ({ places }: Branch): unknown[] =>
    shape.backend === null
      ? next()
      : places.map(({ holder }) => ({ ...shape.location(holder), [fields.backends]: next() }));
  return {
    ...shape.listener(listener),
    [fields.domains]: branches.map((branch) => ({
      ...shape.domain(branch.domain),
      [fields.locations]: locationsOf(branch),
    })),
  };
}
