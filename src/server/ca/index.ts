export {
  type AuthorityOptions,
  EventCertificateAuthority,
  type IssuedCertificate,
  readP256Key,
} from './event-certificate-authority';
