import { z } from 'zod';
import { refuseFields, setFields } from './row-fields.js';
import type { EditableFleet, EditableRow, RowKind, RowList } from './row-kind.js';
import type { SimulatedAccount } from './vendor.js';

const kinds = ['loadBalancer', 'listener', 'rule', 'backend', 'instance', 'router'] as const;

const mutationSchema = z.strictObject({
  op: z.enum(['insert', 'remove', 'update', 'move']),
  account: z.string(),
  /** By any of its codes; null or left out for a vendor without regions. */
  region: z.string().nullish(),
  kind: z.enum(kinds),
  /** The vendor's id of what a new row stands under; otherwise, where it is given, the row must stand there. */
  parentId: z.string().optional(),
  /** The vendor's id, or for a binding without one what `insert` answered: parent, target and port. */
  id: z.string().optional(),
  /** A place in its list, counted from 0 over the rows that the vendor lists as alive, without the moved row itself. */
  index: z.int().min(0).optional(),
  fields: z.record(z.string(), z.unknown()).optional(),
});

export type Mutation = z.input<typeof mutationSchema>;

/** An account and its rows by region; the key is null where the vendor has no regions. */
export interface EditableAccount {
  readonly account: SimulatedAccount;
  readonly fleets: ReadonlyMap<string | null, EditableFleet>;
  /** The key of the region with this code. */
  regionName(code: string): string;
}

type Op = Mutation['op'];
type Part = 'parentId' | 'id' | 'index' | 'fields';

const needed: Readonly<Record<Op, readonly Part[]>> = {
  insert: [],
  remove: ['id'],
  update: ['id', 'fields'],
  move: ['id', 'index'],
};
const useless: Readonly<Record<Op, readonly Part[]>> = {
  insert: ['id'],
  remove: ['index', 'fields'],
  update: ['index'],
  move: ['fields'],
};

/** Changes one row and answers its id; throws a RangeError that names every mistake, changing nothing. */
export function mutate(
  value: unknown,
  accountOf: (id: string) => EditableAccount | undefined,
): { vendorId: string } {
  const parsed = mutationSchema.safeParse(value);
  if (!parsed.success) {
    refuse(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'mutation'}: ${message}`));
  }
  const mutation = parsed.data;
  const { op, kind: name, index } = mutation;
  const problems = [
    ...needed[op].filter((part) => mutation[part] === undefined).map((part) => `${part}: ${op} needs it`),
    ...useless[op].filter((part) => mutation[part] !== undefined).map((part) => `${part}: not for ${op}`),
  ];
  const found = findFleet(mutation, accountOf);
  if (typeof found === 'string') refuse([...problems, found]);
  const { fleet, provider } = found;
  const kind = fleet.kinds[name];
  if (!kind) {
    const known = Object.keys(fleet.kinds).join(', ');
    refuse([...problems, `kind: ${provider} has no ${name}; it has ${known}`]);
  }
  const place = findPlace(mutation, kind);
  problems.push(...place.problems, ...refuseMutationFields(mutation, kind));
  const { list, row } = place;
  if (list && index !== undefined) {
    const most = othersListed(kind, list, row).length;
    if (index > most) problems.push(`index: at most ${most} here`);
  }
  if (!list || problems.length > 0) refuse(problems);

  const changed = carryOut(mutation, kind, list, row);
  list.rows.sort((a, b) => kind.rank(a) - kind.rank(b));
  fleet.changed();
  return { vendorId: idOf(kind, changed) };
}

function idOf(kind: RowKind, row: EditableRow): string {
  return row.vendorId ?? kind.idOf?.(row) ?? '';
}

function refuse(problems: readonly string[]): never {
  throw new RangeError(problems.join('; '));
}

function findFleet(
  { account: id, region }: Mutation,
  accountOf: (id: string) => EditableAccount | undefined,
): { fleet: EditableFleet; provider: string } | string {
  const owner = accountOf(id);
  if (!owner) return `account: unknown account "${id}"`;
  if (owner.fleets.size === 0) return `account: the rows of ${owner.account.provider} cannot be changed`;
  const fleet = owner.fleets.get(typeof region === 'string' ? owner.regionName(region) : null);
  if (fleet) return { fleet, provider: owner.account.provider };
  return owner.fleets.has(null)
    ? `region: ${owner.account.provider} has no regions, so it must be null or left out`
    : `region: must be one of ${[...owner.fleets.keys()].join(', ')}`;
}

interface Place {
  readonly problems: string[];
  readonly list?: RowList<EditableRow>;
  readonly row?: EditableRow;
}

function findPlace({ op, kind: name, parentId, id }: Mutation, kind: RowKind): Place {
  const lists = kind.lists();
  if (op === 'insert') {
    if (kind.parent !== null && parentId === undefined)
      return { problems: [`parentId: insert of a ${name} needs the vendorId of a ${kind.parent}`] };
    const list = lists.find((candidate) => candidate.parentId === (parentId ?? null));
    if (list) return { problems: list.refusal === null ? [] : [list.refusal], list };
    return { problems: [noParent(name, kind, parentId)] };
  }
  if (id === undefined) return { problems: [] };
  const problems =
    parentId !== undefined && !lists.some((list) => list.parentId === parentId)
      ? [noParent(name, kind, parentId)]
      : [];
  const isMeant = (row: EditableRow): boolean => idOf(kind, row) === id;
  const list = lists.find(({ rows }) => rows.some(isMeant));
  const row = list?.rows.find(isMeant);
  if (!list || !row) return { problems: [...problems, `id: unknown ${name} "${id}"`] };
  if (problems.length === 0 && parentId !== undefined && list.parentId !== parentId)
    problems.push(`id: ${name} "${id}" is not under "${parentId}"`);
  return { problems, list, row };
}

function noParent(name: string, { parent }: RowKind, parentId = ''): string {
  return parent === null
    ? `parentId: a ${name} has no parent`
    : `parentId: unknown ${parent} ${JSON.stringify(parentId)}`;
}

function refuseMutationFields({ op, fields = {} }: Mutation, kind: RowKind): string[] {
  const plain = op === 'insert' ? { ...kind.fixed, ...kind.fields.plain } : kind.fields.plain;
  return refuseFields({ ...kind.fields, plain }, fields);
}

function othersListed(
  kind: RowKind,
  { rows }: RowList<EditableRow>,
  row: EditableRow | undefined,
): EditableRow[] {
  return rows.filter((other) => other !== row && kind.isListed(other));
}

function carryOut(
  { op, index, fields = {} }: Mutation,
  kind: RowKind,
  list: RowList<EditableRow>,
  found: EditableRow | undefined,
): EditableRow {
  const row = found ?? list.build(fields);
  if (op === 'insert' || op === 'update') setFields(kind.fields, row, fields);
  if (op === 'update') return row;
  const before = index === undefined ? undefined : othersListed(kind, list, row)[index];
  if (found) list.rows.splice(list.rows.indexOf(found), 1);
  if (op === 'remove') return row;
  list.rows.splice(before ? list.rows.indexOf(before) : list.rows.length, 0, row);
  return row;
}
