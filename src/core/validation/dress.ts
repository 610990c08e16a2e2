/** How a signature stands in a PDF (ISO 32000-2 table 260, EN 319 142-1 6.3); of other SubFilters nothing is known. */
export interface Dress {
  readonly form: 'cms' | 'pkcs1';
  /** What the CMS holds: nothing (the ByteRange is its content), or the SHA-1 of the ByteRange. */
  readonly encapsulates: 'nothing' | 'sha1';
  /** ESS signing-certificate-v2 must bind the certificate; older kinds did not know it. */
  readonly bindsCertificate: boolean;
}

export const DRESSES: ReadonlyMap<string | undefined, Dress> = new Map([
  ['ETSI.CAdES.detached', { form: 'cms', encapsulates: 'nothing', bindsCertificate: true }],
  ['adbe.pkcs7.detached', { form: 'cms', encapsulates: 'nothing', bindsCertificate: false }],
  ['adbe.pkcs7.sha1', { form: 'cms', encapsulates: 'sha1', bindsCertificate: false }],
  ['adbe.x509.rsa_sha1', { form: 'pkcs1', encapsulates: 'nothing', bindsCertificate: false }],
]);
