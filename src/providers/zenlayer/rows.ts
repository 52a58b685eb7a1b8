import type { Item } from '../../model/record.js';
import type { Dropped, Form, Harvest } from '../provider.js';

export function toHarvest(item: Item | Dropped): Harvest | Dropped {
  return typeof item === 'string' ? item : { item };
}

/** Where a call names ids, another row is foreign. `idsIn`: the ids in its subjects, if any. */
export function onlyNamed(
  decode: Form['decode'],
  idsIn: (subjects: readonly string[]) => readonly string[],
): Form['decode'] {
  return (row, context) => {
    const harvest = decode(row, context);
    const ids = idsIn(context.subjects);
    if (typeof harvest === 'string' || ids.length === 0) return harvest;
    const { item } = harvest;
    return 'vendorId' in item && ids.includes(item.vendorId ?? '') ? harvest : 'foreign';
  };
}
