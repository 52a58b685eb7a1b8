import type { LbgraphError } from '../errors.js';
import type { Mark } from '../inventory/mark.js';
import type { PageRequest, Place, Wants } from '../inventory/sequence.js';
import type { Item } from '../model/record.js';
import type { Source } from '../model/source.js';
import type { PartList } from './part-list.js';

/** One part of a list: a list in its source, and a name for cursors that is its own within the whole. */
export interface Part {
  readonly id: string;
  readonly source: Source;
  readonly list: PartList;
}

export interface SequenceRequest {
  readonly parts: readonly Part[];
  readonly page: PageRequest<Mark>;
  readonly wants: Wants;
  /** Whether parts of unknown length are read at once rather than one after another. */
  readonly together: boolean;
  /** Whether the page is given all the same when a source fails. */
  readonly partial: boolean;
  /** Where parts come to light as others are read: those that are known by now, with the page among them. */
  readonly unfolded?: () => Pick<SequenceRequest, 'parts' | 'page'>;
}

export interface SourceFailure {
  readonly source: Source;
  readonly error: LbgraphError;
  /** When the data was read that was at hand and not served; null if there was none. */
  readonly staleAsOf: number | null;
}

/** A page with all that its connection tells. */
export interface SequencePage {
  readonly entries: readonly { readonly place: () => Place<Mark>; readonly item: Item }[];
  /** Null unless every part was read as far as its length shows, and exactly. */
  readonly total: number | null;
  /** What the vendors say, borne out or not; null unless all of them said so. */
  readonly expected: number | null;
  /** Whether items lie beyond the page in the direction of reading; null when it was not asked. */
  readonly more: boolean | null;
  /** Whether items lie on this side of where reading began; null when it was not asked. */
  readonly near: boolean | null;
  /** Whether a source was read in the order of ids, because the vendor's own order changed. */
  readonly reordered: boolean;
  readonly exact: boolean;
  /** How many distinct rows were read for it. */
  readonly seen: number;
  readonly sources: number;
  /** When the oldest of it was read; null where that is not told. */
  readonly oldest: number | null;
  readonly failures: readonly SourceFailure[];
}

/** @throws {Error} when a layout names a part that does not exist */
export function partOf(request: SequenceRequest, index: number): Part {
  const part = request.parts[index];
  if (part === undefined) throw new Error('a layout names a part that does not exist');
  return part;
}
