/** An account in one region; the account itself, with `region` null, where the vendor has no regions. */
export interface Source {
  readonly account: string;
  readonly region: string | null;
}

/** A key that keeps sources apart, for maps and stores. */
export function sourceKey(source: Source): string {
  return JSON.stringify([source.account, source.region]);
}
