/** Shorter texts are no keys and no signatures, and hiding them would hide what has nothing to do with them. */
const SHORTEST_SECRET = 8;
const HIDDEN = '[hidden]';

/** A copy of JSON data in which each text, also as a name, that holds a secret is replaced; case does not count. */
export function hideSecrets(value: unknown, secrets: readonly string[]): unknown {
  const needles = secrets
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .map((secret) => secret.toLowerCase());
  const hide = (text: string): string => {
    const lower = text.toLowerCase();
    return needles.some((needle) => lower.includes(needle)) ? HIDDEN : text;
  };
  const copy = (part: unknown): unknown => {
    if (typeof part === 'string') return hide(part);
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [hide(name), copy(inner)]));
  };
  return copy(value);
}
