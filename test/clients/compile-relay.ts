/** Relay's compiler, run on a schema and documents in a folder that is gone afterwards. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConcreteRequest, ReaderFragment } from 'relay-runtime';

/** What the Relay compiler makes of an application's documents, by their names. */
export interface RelayArtifacts {
  readonly request: (name: string) => ConcreteRequest;
  readonly fragment: (name: string) => ReaderFragment;
}

const require = createRequire(import.meta.url);

/**
 * Runs the Relay compiler as an application does; it throws what the compiler says against schema or documents.
 * @param sdl as the gateway publishes it
 * @param module the name of the application's module, with which the documents' names have to begin
 */
export function compileRelay(sdl: string, module: string, documents: readonly string[]): RelayArtifacts {
  const folder = mkdtempSync(join(tmpdir(), 'lbgraph-relay-'));
  try {
    const generated = join(folder, 'src', '__generated__');
    mkdirSync(generated, { recursive: true });
    writeFileSync(join(folder, 'schema.graphql'), sdl);
    const tags = documents.map((document) => `graphql\`${document}\`;\n`);
    writeFileSync(join(folder, 'src', `${module}.js`), tags.join('\n'));
    const config = {
      src: './src',
      schema: './schema.graphql',
      language: 'javascript',
      eagerEsModules: false,
    };
    writeFileSync(
      join(folder, 'relay.config.json'),
      JSON.stringify({ ...config, artifactDirectory: './src/__generated__' }),
    );
    // The package exports where its binary for this machine is.
    const compiler = require('relay-compiler') as string | null;
    if (compiler === null) throw new Error(`the Relay compiler has no build for ${process.platform}`);
    execFileSync(compiler, ['relay.config.json'], { cwd: folder, stdio: 'pipe', encoding: 'utf8' });
    const load = (name: string) => require(join(generated, `${name}.graphql.js`)) as unknown;
    // All at once, as the folder is not kept: fragments load the queries that go on with them.
    const names = documents.map((document) => /^\s*(?:query|fragment)\s+(\w+)/.exec(document)?.[1] ?? '');
    const artifacts = new Map(names.map((name) => [name, load(name)]));
    return {
      request: (name) => artifacts.get(name) as ConcreteRequest,
      fragment: (name) => artifacts.get(name) as ReaderFragment,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
