import { call, type Call } from './fewest-calls.js';

/** All choices of one up to so many items. */
export function subsets<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  const found: (readonly Item[])[] = [];
  const grow = (chosen: readonly Item[], from: number) => {
    if (chosen.length > 0) found.push(chosen);
    if (chosen.length === most) return;
    items.slice(from).forEach((item, index) => grow([...chosen, item], from + index + 1));
  };
  grow([], 0);
  return found;
}

interface Listing<Row> {
  readonly name: string;
  readonly needs?: readonly string[];
  /** What has to be known besides for a page behind the front. */
  readonly needsBehind?: readonly string[];
  readonly rows: readonly Row[];
  readonly most: number;
  /** Where pages may begin: anywhere, or at multiples of their size. */
  readonly paging: 'offset' | 'number';
  /** What a row tells, and where it stands. */
  readonly tells: (row: Row, position: number) => readonly string[];
  /** What any page tells: how many rows there are. */
  readonly total: string;
}

/** Every page of a list that one may ask for. */
export function pagesOf<Row>({
  name,
  needs = [],
  needsBehind = [],
  rows,
  most,
  paging,
  tells,
  total,
}: Listing<Row>): readonly Call[] {
  const begins = rows.length === 0 ? [0] : rows.map((_, index) => index);
  const spans =
    paging === 'offset'
      ? begins.map((from) => ({ from, to: Math.min(from + most, rows.length) }))
      : begins.flatMap((from) =>
          sizes(most)
            .filter((size) => from % size === 0)
            .map((size) => ({ from, to: Math.min(from + size, rows.length) })),
        );
  return spans.map(({ from, to }) =>
    call(`${name} ${from}-${to}`, from === 0 ? needs : [...needs, ...needsBehind], [
      total,
      ...rows.slice(from, to).flatMap((row, index) => tells(row, from + index)),
    ]),
  );
}

function sizes(most: number): readonly number[] {
  return Array.from({ length: most }, (_, index) => index + 1);
}
