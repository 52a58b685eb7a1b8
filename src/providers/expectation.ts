import type { ListName } from '../model/list.js';
import type { Item } from '../model/record.js';

/** What rows tell. */
export interface Expectation {
  /** Schema fields that they lack, though another call has them; `health` where backends come without it. */
  readonly lacks?: readonly string[];
  /** The lists that come whole inside the row of an item, and what their own rows tell. */
  readonly inside?: (item: Item) => Readonly<Partial<Record<ListName, Expectation>>>;
  /** Records that come with a row of what its item stands under, and what these lack. */
  readonly above?: Readonly<Partial<Record<'listener' | 'rule', readonly string[]>>>;
}
