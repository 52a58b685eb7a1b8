import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One file of the IDE: its name under /ide/, and the package it comes ready-made from, or null for our own. */
interface IdeAsset {
  readonly name: string;
  readonly origin: { readonly package: string; readonly path: string } | null;
}

/** Everything the IDE's page consists of; nothing else is served under /ide/. */
export const ideAssets: readonly IdeAsset[] = [
  { name: 'index.html', origin: null },
  { name: 'ide.js', origin: null },
  { name: 'ide.css', origin: null },
  { name: 'icon.svg', origin: null },
  { name: 'react.production.min.js', origin: { package: 'react', path: 'umd/react.production.min.js' } },
  {
    name: 'react-dom.production.min.js',
    origin: { package: 'react-dom', path: 'umd/react-dom.production.min.js' },
  },
  { name: 'graphiql.min.js', origin: { package: 'graphiql', path: 'graphiql.min.js' } },
  { name: 'graphiql.min.css', origin: { package: 'graphiql', path: 'graphiql.min.css' } },
];

// Beside this module: the sources' own files in src/, all files (copied by the build) in dist/.
const ideFolder = fileURLToPath(new URL('./ide', import.meta.url));
const builtExamples = join(ideFolder, 'examples');
const sourceExamples = fileURLToPath(new URL('../../examples/queries', import.meta.url));

/** Where a file of the IDE is: beside this module once built, else in the package that it comes from. */
export function ideAssetPath(asset: IdeAsset): string {
  const beside = join(ideFolder, asset.name);
  if (asset.origin === null || existsSync(beside)) return beside;
  // The packages do not export these files, but all export their package.json.
  const manifest = createRequire(import.meta.url).resolve(`${asset.origin.package}/package.json`);
  return join(dirname(manifest), asset.origin.path);
}

/** The folder of the example queries: copied by the build, else the repository's own. */
export function exampleFolder(): string {
  return existsSync(builtExamples) ? builtExamples : sourceExamples;
}

/** The example queries in the order of their file names, as the IDE opens them. */
export function readExamples(): readonly { readonly name: string; readonly query: string }[] {
  const folder = exampleFolder();
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ name, query: readFileSync(join(folder, name), 'utf8') }));
}
