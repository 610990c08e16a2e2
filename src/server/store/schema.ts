/** Tables of the signing server, one row type each. Times are milliseconds since 1970, digests and keys are bytes. */
export interface StationRow {
  id: string;
  name: string;
  ward: string;
  /** expected: known, not enrolled yet. */
  state: 'expected' | 'enrolled' | 'frozen';
  public_key: Uint8Array | null;
  certificate: Uint8Array | null;
  enrolled_at_ms: number | null;
}

/** How a station said that it is, last. */
export interface StationStatusRow {
  station_id: string;
  received_at_ms: number;
  /** JSON as in contracts/api. */
  content: string;
  /** Since when every status told of something waiting; null while nothing does. */
  queue_since_ms: number | null;
  /** When it last had a finger pad that was ready: most of those that have none never had one. */
  finger_pad_ready_at_ms: number | null;
}

/** How the last update of a station went. */
export interface StationReleaseRow {
  station_id: string;
  version: string;
  outcome: 'healthy' | 'failed';
  reported_at_ms: number;
}

/** Who may look at the console. */
export interface OperatorRow {
  name: string;
  /** scrypt with its salt and cost; the password itself is kept nowhere on the server. */
  password: string;
  created_at_ms: number;
}

export interface OperatorSessionRow {
  /** SHA-256 of the secret in the cookie. */
  secret_digest: Uint8Array;
  operator: string;
  used_at_ms: number;
  ends_at_ms: number;
}

export interface EnrolmentCodeRow {
  /** SHA-256 of the code: the code itself is kept nowhere on the server. */
  code_digest: Uint8Array;
  station_id: string;
  expires_at_ms: number;
  used_at_ms: number | null;
}

export interface ApplicationRow {
  id: string;
  name: string;
  secret: Uint8Array;
  webhook_url: string | null;
  state: 'active' | 'frozen';
}

export interface TaskRow {
  id: string;
  application_id: string;
  station_id: string;
  business_id: string;
  state: string;
  revision: number;
  created_at_ms: number;
  updated_at_ms: number;
  expires_at_ms: number | null;
  /** JSON: patient, form, signers, seamSeal as in contracts/api. */
  content: string;
  source_sha256: string;
  source_size: number;
  reason: string | null;
  sealed_sha256: string | null;
  sealed_size: number | null;
  /** Of the sealed file as it came; null in rows from before 0005, which are B-T. */
  sealed_level: 'B-B' | 'B-T' | null;
}

export interface EventCertificateRow {
  /** Lower-case hex. */
  serial: string;
  task_id: string;
  slot: number;
  station_id: string;
  capacity: string;
  /** SHA-256 of the SubjectPublicKeyInfo: one key, one certificate. */
  key_digest: Uint8Array;
  certificate: Uint8Array;
  issued_at_ms: number;
}

export interface SealedSignatureRow {
  task_id: string;
  slot: number;
  field: string;
  serial: string;
  signed_at_ms: number;
}

export interface OutcomeRow {
  id: string;
  task_id: string;
  station_id: string;
  recorded_at_ms: number;
  /** JSON as the station sent it. */
  content: string;
}

export interface IdempotencyRow {
  caller: string;
  key: string;
  request_digest: Uint8Array;
  status: number;
  body: string;
  created_at_ms: number;
  /** Of the request that was answered first; null in rows from before 0002. */
  nonce: string | null;
  nonce_until_ms: number | null;
}

export interface LaunchTicketRow {
  jti: string;
  task_id: string;
  station_id: string;
  staff_id: string;
  expires_at_ms: number;
  redeemed_at_ms: number | null;
}

export interface OutboxRow {
  event_id: string;
  application_id: string;
  task_id: string;
  sequence: number;
  body: string;
  created_at_ms: number;
  attempts: number;
  next_attempt_at_ms: number;
  state: 'pending' | 'delivered' | 'dead';
  finished_at_ms: number | null;
}

export type PreservationLevel = 'B-LT' | 'B-LTA';

/** The extension of a sealed file to a long-term level, and its renewals. */
export interface PreservationRow {
  task_id: string;
  state: 'pending' | 'done';
  /** What the file is to be. */
  target: PreservationLevel;
  /** With `done`: when the newest document time-stamp needs another over it; null: never. */
  renew_at_ms: number | null;
  renewals: number;
  attempts: number;
  next_attempt_at_ms: number;
  /** With `done`: the extended file. */
  level: PreservationLevel | null;
  sha256: string | null;
  size: number | null;
  finished_at_ms: number | null;
}

/** A file about which two readers disagree. */
export interface InquiryRow {
  task_id: string;
  sha256: string;
  stage: 'arrival' | 'extension';
  what: string;
  opened_at_ms: number;
}

/** Facts of the server itself, such as the latest time that a token bears. */
export interface FactRow {
  name: string;
  value: string;
}

export interface Schema {
  stations: StationRow;
  station_statuses: StationStatusRow;
  station_releases: StationReleaseRow;
  operators: OperatorRow;
  operator_sessions: OperatorSessionRow;
  enrolment_codes: EnrolmentCodeRow;
  applications: ApplicationRow;
  tasks: TaskRow;
  event_certificates: EventCertificateRow;
  sealed_signatures: SealedSignatureRow;
  outcomes: OutcomeRow;
  idempotency: IdempotencyRow;
  launch_tickets: LaunchTicketRow;
  outbox: OutboxRow;
  preservations: PreservationRow;
  inquiries: InquiryRow;
  facts: FactRow;
}
