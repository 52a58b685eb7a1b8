import { LbgraphError } from '../../errors.js';

/** The documented maximum of ids in one call, kept also where none is documented. */
export const maxIds = 100;

/** Stands for an id that a caller's reference lacks: nothing is found by it, while the vendor may read "" as no filter. */
const noId = '-';

/** An id for a call's parameters; never empty. */
export function toId(id: string | null): string {
  return id === null || id === '' ? noId : id;
}

/** Ids for a call's parameters, each once. Never an empty list, which means everything to the vendor. */
export function toIdList(ids: readonly (string | null)[]): readonly string[] {
  if (ids.length === 0) throw new LbgraphError('INTERNAL_SERVER_ERROR', 'A look-up was made of no ids.');
  return [...new Set(ids.map(toId))];
}
