import { basename, dirname } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import fastifyStatic from '@fastify/static';
import { graphqlPath } from './graphql-route.js';
import { ideAssetPath, ideAssets, readExamples } from './ide-assets.js';

/**
 * GraphiQL and all it needs, from the gateway's own origin: it works where there is no internet.
 * Gives back what answers /graphql for a browser.
 */
export async function addIde(app: FastifyInstance): Promise<(reply: FastifyReply) => FastifyReply> {
  await app.register(fastifyStatic, { serve: false, cacheControl: false });

  for (const asset of ideAssets) {
    const path = ideAssetPath(asset);
    app.get(`/ide/${asset.name}`, (_request, reply) => sendAsset(reply, path));
  }
  const examples = readExamples();
  app.get('/ide/examples.json', (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(examples),
  );
  app.get('/', (_request, reply) => reply.redirect(graphqlPath, 302));

  const page = ideAssets.find((asset) => asset.name === 'index.html');
  if (page === undefined) throw new Error('The IDE has no page.');
  const pagePath = ideAssetPath(page);
  return (reply) => sendAsset(reply.header('vary', 'accept'), pagePath);
}

// Asked again each time, answered by 304 while it is the same: a new release is seen at once.
function sendAsset(reply: FastifyReply, path: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile(basename(path), dirname(path));
}
