import { ENDPOINTS, type Endpoint } from '../../contracts/api';

interface Body {
  content?: Record<string, unknown>;
  description?: string;
  required?: boolean;
}

/** The part of an OpenAPI 3.1 operation that is written here. */
interface Operation {
  security?: Record<string, string[]>[];
  parameters?: object[];
  requestBody?: Body;
  responses?: Record<string, Body>;
}

/** A schema-less body: the media type says what it is (OpenAPI 3.1 4.8.14.3). */
const binary = (mediaType: string): Required<Pick<Body, 'content'>> => ({ content: { [mediaType]: {} } });

const refused: Body = {
  description: 'A code, a correlation id, never what was sent.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: { code: { type: 'string' }, correlationId: { type: 'string' }, safeDetails: { type: 'object' } },
        required: ['code', 'correlationId'],
      },
    },
  },
};

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  schema: { type: 'string' },
  description: 'The same key and the same request get the same answer. Covered by the signature.',
};

/** A key that enrols signs with itself: it is no scheme of its own. */
const schemesOf = (caller: Endpoint['caller']): string[] => {
  if (caller === 'either') return ['kiosk', 'application'];
  if (caller === 'none') return [];
  return [caller === 'enrolling' ? 'kiosk' : caller];
};

function describe(operation: Operation, endpoint: Endpoint): void {
  const { caller, method, request, response, status } = endpoint;
  operation.security = schemesOf(caller).map((scheme) => ({ [scheme]: [] }));
  if (caller !== 'none' && caller !== 'operator' && method !== 'GET')
    operation.parameters = [...(operation.parameters ?? []), { ...idempotencyKey }];
  if (typeof request === 'string') operation.requestBody = { ...binary(request), required: true };
  if (typeof response !== 'string') return;
  const answer = { ...operation.responses?.[status], ...binary(response) };
  operation.responses = { '4XX': refused, ...operation.responses, [status]: { description: 'OK', ...answer } };
}

/**
 * Adds to the collected page what only the table of endpoints knows: who signs a request, which writes carry a key, and the
 * bodies that are not JSON. `paths` is changed in place.
 */
export function describeEndpoints(paths: Record<string, Record<string, Operation>>): void {
  for (const endpoint of Object.values<Endpoint>(ENDPOINTS)) {
    const operation = paths[endpoint.path.replaceAll(/:(\w+)/g, '{$1}')]?.[endpoint.method.toLowerCase()];
    if (operation) describe(operation, endpoint);
  }
}
