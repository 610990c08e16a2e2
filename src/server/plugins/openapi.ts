import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { describeEndpoints } from './describe-endpoints';

/** Collects the routes' schemas; must be registered before them. Served at /openapi.json. */
export async function installOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'InkWitness signing server',
        version,
        description:
          'Requests are signed as in RFC 9421, those of the console excepted; every signed write carries an Idempotency-Key.',
      },
      components: {
        securitySchemes: {
          kiosk: { type: 'http', scheme: 'signature', description: 'RFC 9421, ecdsa-p256-sha256, keyid = station id' },
          application: {
            type: 'http',
            scheme: 'signature',
            description: 'RFC 9421, hmac-sha256, keyid = application id',
          },
          operator: {
            type: 'apiKey',
            in: 'cookie',
            name: 'inkwitness-operator',
            description: 'Session of the console; over TLS the name begins with __Host-',
          },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (page) => {
      if (!('openapiObject' in page)) return page.swaggerObject;
      describeEndpoints((page.openapiObject.paths ?? {}) as Parameters<typeof describeEndpoints>[0]);
      return page.openapiObject;
    },
  });
  app.get('/openapi.json', { schema: { hide: true } as object }, async () => app.swagger());
}
