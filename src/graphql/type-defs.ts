import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, printSchema } from 'graphql';

// The same two steps up from src/graphql and from dist/graphql.
const schemaFolder = fileURLToPath(new URL('../../schema', import.meta.url));

/**
 * The whole SDL, of every file under schema/. Extensions are folded into what they extend: the Relay compiler takes the
 * fields of `extend type` for the client's own, which it never asks a server for.
 */
export function loadTypeDefs(): string {
  const files = readdirSync(schemaFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.graphql'))
    // The order of paths is not the same on every machine.
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => readFileSync(join(schemaFolder, path), 'utf8'));
  return printSchema(buildSchema(files.join('\n'))).concat('\n');
}
