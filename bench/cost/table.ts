import { reasonOf } from './reasons.js';
import { states, type CostRow, type Explained } from './run.js';

/** What a query cost on one fleet, state by state. */
interface Line {
  readonly query: string;
  readonly cells: string;
}

const heading = `# What queries cost

Written by \`npm run bench -- cost\`; do not edit. Cost is counted in upstream calls. Each query is asked of one account alone, by a
gateway that has just started, over the simulator.

**Rows**: queries of \`bench/cost/queries\` that cost the same stand in one row.

**Columns**: \`cold\` is with nothing at hand. \`half-warm\` is 20 seconds later: load balancers, listeners, rules and machines are at hand
and fresh, backends, health and what was missing are not. \`expired\` is 10 minutes later: nothing is fresh, the lengths of all lists are
remembered.

**Cells**: explained / made / least. *Explained* is the range that \`explain\` told beforehand (∞: nothing bounds it, or
more would have to be guessed than is worth it; while cold it knows nothing of the fleet, and is asked once for all fleets of a provider and its settings),
*made* is what the simulator counted, *least* is the fewest calls with which it could be answered, by formulas that share no code
with the planner (\`bench/cost/formulas\`), and that a search over all plans of calls confirms on small fleets
(\`bench/cost/search\`). A number alone: all three are that number. Gaps are bold.

**Least possible** is over plans of documented read calls, as if the fleet were known beforehand, but with these rules: an id is used
only once the query or an earlier answer has told it; a list is whole only by the vendor's own total, or where it is not paged; that a
list which comes inside a row is whole is taken for granted only for QingCloud's backends inside listeners. A roll-up, and a filter
by health, need the health of every backend. At Tencent CLB a load balancer's kind decides which calls tell of it; once told, it is known
for good. A machine is looked for in a second place only once the first one said that it does not have it. Where a list ends, only a
total tells: while none is remembered, a page counted from the end needs the front one first. Health at Tencent CLB is asked in the same
round as the backends, so for load balancers, too, that turn out to have none; later on these are known.
`;

export function renderTable(rows: readonly CostRow[]): string {
  const fleets = groupBy(rows, ({ provider, topology }) => `${provider}: ${topology}`);
  return [
    heading,
    renderGaps(rows),
    renderShare(rows),
    ...[...fleets].map(([name, of]) => renderFleet(name, of)),
  ].join('\n');
}

/** What the benchmark says on the standard output. */
export function summarize(rows: readonly CostRow[]): readonly string[] {
  const gaps = gapRows(rows);
  const unexplained = gaps.filter((row) => reasonOf(row) === null);
  const told = rows.filter(({ explained }) => explained !== null);
  const outside = told.filter((row) => !isInside(row));
  const differing = told.filter(
    ({ state, explained, least }) => state === 'expired' && explained?.least !== least,
  );
  const asked = told.filter(({ explained }) => (explained?.madeMeanwhile ?? 0) > 0);
  return [
    `${rows.length} rows, ${gaps.length} with a gap, of which ${unexplained.length} have no reason`,
    ...unexplained.map(
      (row) =>
        `gap: ${row.provider} ${row.topology}, ${row.query}, ${row.state}: made ${row.made}, least ${row.least}: ${row.actions}`,
    ),
    `explained: ${told.length} rows, ${outside.length} outside the range, ${differing.length} expired ones with another least, ${asked.length} with calls made`,
    ...outside.map(
      (row) =>
        `outside: ${row.provider} ${row.topology}, ${row.query}, ${row.state}: ${range(row.explained)}, made ${row.made}`,
    ),
    ...differing.map(
      (row) =>
        `least: ${row.provider} ${row.topology}, ${row.query}: explain ${row.explained?.least}, formula ${row.least}`,
    ),
    `expired rows with a single number: ${shareOfSingles(rows)}`,
  ];
}

export function isInside({ explained, made }: CostRow): boolean {
  return explained === null || (explained.min <= made && made <= (explained.max ?? Infinity));
}

function gapRows(rows: readonly CostRow[]): readonly CostRow[] {
  return rows.filter(({ made, least }) => made !== least);
}

function renderGaps(rows: readonly CostRow[]): string {
  const gaps = gapRows(rows).map(
    (row) =>
      `- ${row.provider}, ${row.topology}, ${row.query}, ${row.state}: made ${row.made}, least ${row.least}: ${reasonOf(row) ?? `no reason known (${row.actions})`}`,
  );
  return `## Gaps\n\n${gaps.length === 0 ? 'None.' : gaps.join('\n')}\n`;
}

function renderShare(rows: readonly CostRow[]): string {
  return `## Ranges\n\nOf the expired rows, where all lengths are remembered, the explained range is a single number in ${shareOfSingles(rows)}.\n`;
}

function shareOfSingles(rows: readonly CostRow[]): string {
  const expired = rows.filter(({ state, explained }) => state === 'expired' && explained !== null);
  const single = expired.filter(({ explained }) => explained?.min === explained?.max);
  const percent = expired.length === 0 ? 0 : Math.floor((100 * single.length) / expired.length);
  return `${single.length} of ${expired.length} (${percent} %)`;
}

function renderFleet(name: string, rows: readonly CostRow[]): string {
  const lines = [...groupBy(rows, ({ query }) => query)].map(([query, of]): Line => ({
    query,
    cells: states.map((state) => cell(of.find((row) => row.state === state))).join(' | '),
  }));
  const body = [...groupBy(lines, ({ cells }) => cells)].map(
    ([cells, same]) => `| ${same.map(({ query }) => query).join('; ')} | ${cells} |`,
  );
  return `## ${name}\n\n| query | ${states.join(' | ')} |\n| --- | --- | --- | --- |\n${body.join('\n')}\n`;
}

function cell(row: CostRow | undefined): string {
  if (row === undefined) return '';
  const { explained, made, least } = row;
  if (explained !== null && range(explained) === String(made) && made === least) return String(made);
  const text = `${range(explained)} / ${made} / ${least}`;
  return made === least ? text : `**${text}**`;
}

function range(explained: Explained | null): string {
  if (explained === null) return '–';
  const { min, max } = explained;
  return min === max ? String(min) : `${min}..${max ?? '∞'}`;
}

function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
