import { loadConfig, type ProviderConfigRules, type SecretReader } from '../config.js';

export interface CheckedFile {
  /** 0: it may be started with. 1: it has mistakes. 2: it could not be read. */
  readonly exitCode: 0 | 1 | 2;
  readonly lines: readonly string[];
}

/** What `check-config` has to say about a file. */
export function checkFile(
  path: string,
  providers: readonly ProviderConfigRules[],
  read: SecretReader,
): CheckedFile {
  let text: string;
  try {
    text = read.readFile(path);
  } catch {
    return { exitCode: 2, lines: [`${path}: cannot be read.`] };
  }
  const loaded = loadConfig({ text, source: path, providers, read });
  if (loaded.ok) return { exitCode: 0, lines: [`${path}: OK, ${loaded.config.accounts.length} account(s).`] };
  const { problems } = loaded;
  return {
    exitCode: 1,
    lines: [
      `${path}: ${problems.length} mistake(s).`,
      ...problems.map((problem) => `  ${problem.path}: ${problem.message}`),
    ],
  };
}
