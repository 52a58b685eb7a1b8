/** An account in one region; the account itself, with `region` null, where the vendor has no regions. */
export interface Source {
  readonly account: string;
  readonly region: string | null;
}

/** Every record and list has one, and it is asked for its key at each read. */
const keys = new WeakMap<Source, string>();

/** A key that keeps sources apart, for maps and stores. */
export function sourceKey(source: Source): string {
  const known = keys.get(source);
  if (known !== undefined) return known;
  const key = JSON.stringify([source.account, source.region]);
  keys.set(source, key);
  return key;
}
