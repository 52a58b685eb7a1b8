import type { WireRow } from '../../vendor.js';

interface Names {
  readonly id: string;
  readonly enumerated: string;
  readonly optional: string;
}

/** Under which names a dialect tells of listeners and of the rules inside them. */
export interface RuleSpelling {
  readonly listener: Names;
  readonly rule: Names;
  /** The field of a listener that holds its rules. */
  readonly rules: string;
}

/** Listeners and their rules stand in one flat list while a fault may strike one of them, under names for both. */
export const flatTraits: Names = { id: '#id', enumerated: '#enumerated', optional: '#optional' };
const OWNER = '#owner';
const KEPT = '#rules';

function rename(row: WireRow, from: Names, to: Names): WireRow {
  const roles = ['id', 'enumerated', 'optional'] as const;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const role = roles.find((candidate) => from[candidate] === name);
      return [role ? to[role] : name, value];
    }),
  );
}

export function layRulesFlat(row: WireRow, { listener, rule, rules: field }: RuleSpelling): WireRow[] {
  const { [field]: rules, ...own } = row;
  const inside = Array.isArray(rules) ? (rules as WireRow[]) : [];
  return [
    { ...rename(own, listener, flatTraits), [KEPT]: rules },
    ...inside.map((inner) => ({ ...rename(inner, rule, flatTraits), [OWNER]: row[listener.id] })),
  ];
}

/** Rules follow their listener, so a row without a listener of its own belongs to the last one. */
export function restoreRules(
  flat: readonly WireRow[],
  { listener: names, rule, rules: field }: RuleSpelling,
): WireRow[] {
  const owners: { row: WireRow; rules: WireRow[]; kept: unknown }[] = [];
  for (const entry of flat) {
    const { [OWNER]: owner, [KEPT]: kept, ...row } = entry;
    if (owner === undefined) {
      const listener = rename(row, flatTraits, names);
      // One that comes twice has its rules both times.
      const twin = owners.find(({ row: other }) => other[names.id] === listener[names.id]);
      owners.push({ row: listener, rules: [...(twin?.rules ?? [])], kept });
    } else owners.at(-1)?.rules.push(rename(row, flatTraits, rule));
  }
  return owners.map(({ row, rules, kept }) => {
    const empty = Array.isArray(kept) ? [] : kept;
    const shown = rules.length > 0 ? rules : empty;
    return shown === undefined ? row : { ...row, [field]: shown };
  });
}
