/** A question that the vendor's public documentation leaves open, and the answers the simulator can play. */
export interface SettingDefinition {
  readonly name: string;
  /** The first one is the default. */
  readonly values: readonly [string, ...string[]];
  readonly sheet: string;
  readonly meaning: string;
}

export interface SettingView {
  readonly name: string;
  readonly value: string;
  readonly values: readonly string[];
  readonly sheet: string;
  readonly meaning: string;
}

export interface Settings {
  get(name: string): string;
  list(): SettingView[];
  /** Changes some or all; throws, changing nothing, on an unknown name or value. */
  put(values: unknown): void;
}

/** A setting that several vendors share may be given several times; it is one. */
export function createSettings(definitions: readonly SettingDefinition[]): Settings {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const current = new Map<string, string>();

  const find = (name: string): SettingDefinition => {
    const definition = byName.get(name);
    if (!definition) throw new RangeError(`unknown setting "${name}"`);
    return definition;
  };
  const get = (name: string): string => current.get(name) ?? find(name).values[0];

  return {
    get,
    list: () => [...byName.values()].map((definition) => ({ ...definition, value: get(definition.name) })),
    put(values) {
      if (typeof values !== 'object' || values === null || Array.isArray(values)) {
        throw new TypeError('settings must be an object of names and values');
      }
      const changes = Object.entries(values).map(([name, value]: [string, unknown]): [string, string] => {
        const allowed = find(name).values;
        if (typeof value !== 'string' || !allowed.includes(value)) {
          throw new RangeError(`setting "${name}" must be one of ${allowed.join(', ')}`);
        }
        return [name, value];
      });
      for (const [name, value] of changes) current.set(name, value);
    },
  };
}
