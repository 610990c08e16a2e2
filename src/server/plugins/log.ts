import { type DestinationStream, type Logger, pino } from 'pino';

/** Members that may hold a person's data or a secret, wherever an object with them is logged by mistake. */
const NEVER = [
  'name',
  'patient',
  'signer',
  'signers',
  'birthDate',
  'visitId',
  'body',
  'headers',
  'ticket',
  'code_text',
  'secret',
  'content',
  'parameters',
];

/** What is left of an error: its kind, message of our own code, and where. SQL parameters and bodies are not in it. */
const errorFacts = (error: Error & { code?: unknown }) => ({
  type: error.constructor.name,
  ...(typeof error.code === 'string' ? { code: error.code } : {}),
  stack: (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12),
});

/**
 * The server's log: one JSON object a line, with method, route pattern, status, correlation id. No URLs, headers, bodies,
 * messages of errors, nor anything of a patient.
 */
export function createLog(destination: DestinationStream, level: string): Logger {
  const paths = NEVER.flatMap((member) => [member, `*.${member}`, `*.*.${member}`]);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, remove: true },
      serializers: { err: errorFacts, req: () => undefined, res: () => undefined },
    },
    destination,
  );
}
