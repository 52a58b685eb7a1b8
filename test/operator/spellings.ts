/** All that a text may look like where it has slipped out: in clear, as in a URL, or inside a base64 text. */
export function spellings(secret: string): readonly string[] {
  const urls = [
    encodeURIComponent(secret),
    encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase()),
  ];
  return [...new Set([secret, ...urls, ...base64Cores(secret)])];
}

/** What of a text's base64 spelling does not depend on its neighbours, for each of three places where it may begin. */
function base64Cores(secret: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
    const whole = padded.subarray(0, padded.length - (padded.length % 3));
    const core = whole.toString('base64').slice(before === 0 ? 0 : 4);
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** The secrets that a text holds in any spelling. */
export function secretsIn(text: string, secrets: readonly string[]): readonly string[] {
  return secrets.filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)));
}
