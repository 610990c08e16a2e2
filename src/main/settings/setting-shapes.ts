import { z } from 'zod';

/** Places that name a port by hand; more than a workstation has. */
export const MAX_PORTS = 16;
/** A few certificates in PEM. */
const MAX_PEM = 65_536;

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

/** https, or http on this machine: a bench without a hospital has no certificate. */
export const serverAddress = z
  .url({ protocol: /^https?$/, abort: true })
  .max(2048)
  .refine((address) => {
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' || LOOPBACK.test(hostname);
  });

/** `path=definition` as a person writes it, or the object of settings.json. */
export const namedPort = z.union([
  z
    .string()
    .max(300)
    .regex(/^.+=[a-z0-9-]+$/)
    .transform((text) => {
      const cut = text.lastIndexOf('=');
      return { path: text.slice(0, cut).trim(), definition: text.slice(cut + 1) };
    }),
  z.object({ path: z.string().min(1).max(200), definition: z.string().min(1).max(100) }),
]);

/** The name of a display; of two with one name its size or place too. */
export const display = z.union([
  z
    .string()
    .min(1)
    .max(200)
    .transform((label) => ({ label })),
  z
    .strictObject({
      label: z.string().max(200),
      width: z.number().int().optional(),
      height: z.number().int().optional(),
      x: z.number().int().optional(),
      y: z.number().int().optional(),
    })
    // without a name the place has to tell it
    .refine(({ label, x }) => label !== '' || x !== undefined),
]);

/** A REG_SZ as an editor writes it, or a number. */
export const seconds = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d+(\.\d+)?$/)
      .transform(Number),
  ])
  .pipe(z.number().min(0).max(300));

/** `ws://127.0.0.1:PORT=definition`, or the object of settings.json. */
export const namedService = z.union([
  z
    .string()
    .regex(/^ws:\/\/(127\.0\.0\.1|\[::1\]|localhost):\d{1,5}\/?=[a-z0-9-]+$/)
    .transform((text) => {
      const cut = text.lastIndexOf('=');
      return { address: text.slice(0, cut), definition: text.slice(cut + 1) };
    }),
  z.object({ address: z.string().min(1).max(200), definition: z.string().min(1).max(100) }),
]);

/** Lines of PEM come as one text from JSON and as many from the registry. */
export const pem = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join('\n'))]).pipe(
  z
    .string()
    .max(MAX_PEM)
    .regex(/-----BEGIN CERTIFICATE-----/),
);

/** SHA-256 of a SubjectPublicKeyInfo, as RFC 7469 writes it. */
export const pin = z.string().regex(/^sha256\/[A-Za-z0-9+/]{43}=$/);

/** `issuer=…`, `subject=…`, `sha256=…`: each at most once; or the object of settings.json. */
export const storeCertificate = z
  .union([
    z
      .array(z.string().regex(/^(issuer|subject|sha256)=.+$/))
      .min(1)
      .max(3)
      .transform((conditions, context) => {
        const pairs = conditions.map((line) => [
          line.slice(0, line.indexOf('=')),
          line.slice(line.indexOf('=') + 1).trim(),
        ]);
        if (new Set(pairs.map(([name]) => name)).size < pairs.length) context.addIssue('twice the same');
        return Object.fromEntries(pairs) as unknown;
      }),
    z.record(z.string(), z.string()),
  ])
  .pipe(
    z
      .strictObject({
        issuer: z.string().min(1).max(200).optional(),
        subject: z.string().min(1).max(200).optional(),
        sha256: z
          .string()
          .regex(/^[0-9A-Fa-f]{64}$/)
          .optional(),
      })
      .refine(({ issuer, sha256 }) => issuer !== undefined || sha256 !== undefined),
  );

/** SubjectPublicKeyInfo of a P-256 key, 91 bytes of DER in base64. */
export const releaseKey = z.string().regex(/^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{86}==$/);

/** `22:00-05:00`, local time; may go over midnight. */
export const hours = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/);
