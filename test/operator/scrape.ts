/** One line of `/metrics` that counts something. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a gateway's `/metrics` says of a name; `url` is that of its GraphQL. */
export async function scrape(url: string, name: string): Promise<readonly Sample[]> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  return text.split('\n').flatMap((line) => {
    const [, found = '', labels = '', value = ''] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (found !== name) return [];
    const pairs = [...labels.matchAll(/([a-z]+)="([^"]*)"/g)];
    return [
      {
        name: found,
        labels: Object.fromEntries(pairs.map(([, label = '', of = '']) => [label, of])),
        value: Number(value),
      },
    ];
  });
}

/** The samples' values, by the values of their labels. */
export function byLabels(samples: readonly Sample[]): Readonly<Record<string, number>> {
  return Object.fromEntries(samples.map(({ labels, value }) => [Object.values(labels).join(' '), value]));
}
