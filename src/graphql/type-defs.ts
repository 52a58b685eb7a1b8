import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The same two steps up from src/graphql and from dist/graphql.
const schemaFolder = fileURLToPath(new URL('../../schema', import.meta.url));

/** The whole SDL: every file under schema/, in the order of their paths, which is the same on every machine. */
export function loadTypeDefs(): string {
  return readdirSync(schemaFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.graphql'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => readFileSync(join(schemaFolder, path), 'utf8').trim())
    .join('\n\n')
    .concat('\n');
}
