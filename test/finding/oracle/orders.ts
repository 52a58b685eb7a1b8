export interface Order {
  readonly field: 'NAME' | 'CREATED_AT' | 'STATUS' | 'HEALTH';
  /** Ascending unless told. */
  readonly direction?: 'ASC' | 'DESC';
}

export interface Ordered {
  readonly id: string;
  readonly row: {
    readonly name?: string | null;
    readonly createdAt?: string | null;
    readonly status?: string;
    readonly health?: string;
  };
}

/** Rows in an order: those without the value last, equal ones by ascending ids, both whatever the direction. */
export function inOrder<T extends Ordered>(
  rows: readonly T[],
  order: Order | null | undefined,
): readonly T[] {
  if (order === null || order === undefined) return rows;
  const sign = order.direction === 'DESC' ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [valueOf(a, order.field), valueOf(b, order.field)];
    if (left === right) return compare(a.id, b.id);
    if (left === null || right === null) return left === null ? 1 : -1;
    return sign * compare(left, right);
  });
}

function valueOf({ row }: Ordered, field: Order['field']): string | number | null {
  switch (field) {
    case 'NAME':
      return row.name ?? null;
    case 'CREATED_AT':
      return typeof row.createdAt === 'string' ? Date.parse(row.createdAt) : null;
    case 'STATUS':
      return row.status ?? null;
    case 'HEALTH':
      return row.health ?? null;
  }
}

/** Texts by UTF-16 code units. */
function compare<T extends string | number>(a: T, b: T): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
