import type { FastifyInstance } from 'fastify';
import helmet from '@fastify/helmet';

/** Answers for a browser: nothing from elsewhere, never inside another site's frame. */
export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        // GraphiQL gets by without inline styles: it sets them by script, which is allowed, save one that keeps the
        // page from scrolling behind its settings, and this page does not scroll.
        defaultSrc: ["'self'"],
        // Fonts and small pictures are inside GraphiQL's style sheet.
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    // The gateway speaks plain HTTP; whether the name it stands behind is HTTPS only, is its operator's word to give.
    strictTransportSecurity: false,
  });
}
