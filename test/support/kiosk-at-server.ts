import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignerSlot } from '../../src/contracts/api';
import { err, fromBase64, must, ok, toBase64, toHex } from '../../src/core/base';
import { parseCertificate } from '../../src/core/pki';
import {
  type ActToSeal,
  FileDigest,
  prepareAct,
  prepareForm,
  type SealingServices,
  type SealingTrust,
  sealAct,
} from '../../src/main/sealing';
import { findCaptionFont, nodeSealingPorts } from '../../src/main/session-runner/default-ports';
import { openFile } from '../../src/platform/node';
import { captureOf } from './captures';
import type { SampleForm } from './server-acts';
import { type Caller, callServer, type EnrolledKiosk } from './signing-server';

const PORTS = nodeSealingPorts(findCaptionFont(process.cwd()));

/** The two services as the kiosk meets them: over HTTP, requests signed with the device key. */
const servicesAt = (url: string, kiosk: Caller, anchors: SealingTrust['anchors']): SealingServices => ({
  eventCertificate: async (request) => {
    const { publicKey, documentDigest, manifestDigest, bindingA, bindingB, ...rest } = request;
    const digests = { documentDigest, manifestDigest, bindingA, bindingB };
    const hex = Object.fromEntries(Object.entries(digests).map(([name, value]) => [name, toHex(value)]));
    const body = { ...rest, ...hex, publicKey: toBase64(publicKey) };
    const { status, json } = await callServer(url, kiosk, 'POST', '/v1/event-certificates', { body });
    if (status !== 201) return err(json.code ?? 'SERVER_AWAY');
    const bytes = (text: unknown) => fromBase64(text as string) as Uint8Array;
    return ok({ certificate: bytes(json['certificate']), chain: (json['chain'] as string[]).map(bytes) });
  },
  timeStampSources: [
    {
      name: 'own',
      anchors,
      ask: async (query) => {
        const reply = await callServer(url, undefined, 'POST', '/tsa', {
          body: query,
          type: 'application/timestamp-query',
        });
        return reply.status === 200 ? ok(reply.bytes) : err('SERVER_AWAY');
      },
    },
  ],
});

const certificateOf = (text: string) => must(parseCertificate(fromBase64(text) as Uint8Array));

/** Seals the form by the kiosk's own sealing room, one act for each slot of `slots`; answers the file. */
export async function sealAtServer(
  url: string,
  { caller, enrolment }: EnrolledKiosk,
  taskId: string,
  form: SampleForm,
  slots: readonly number[],
  withoutTime: ActToSeal['withoutTime'] = 'pending',
): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'inkwitness-act-'));
  const trust: SealingTrust = {
    anchors: enrolment.trust.roots.map(certificateOf),
    custodians: enrolment.custodians.map(({ certificate }) => certificateOf(certificate)),
    policyId: enrolment.policyId,
  };
  try {
    const sourcePath = join(folder, 'source.pdf');
    writeFileSync(sourcePath, form.bytes);
    let path = join(folder, '0.pdf');
    const prepared = { sourcePath, outPath: path, slots: async () => ok(form.signers) };
    const fields = must(await prepareForm(prepared, PORTS, trust));
    for (const [index, slot] of slots.entries()) {
      const outPath = join(folder, `${index + 1}.pdf`);
      const base = await openFile(path);
      const baseDigest = await FileDigest.ofFile(path);
      const { capacity, name, relation } = form.signers.find((signer) => signer.slot === slot) as SignerSlot;
      const basis = { capacity, name: name ?? '刘小明', ...(relation === undefined ? {} : { relation }) };
      const act = must(
        await prepareAct(
          {
            base,
            baseDigest,
            field: fields.fields.find((field) => field.slot === slot)!,
            certify: index === 0,
            capture: {
              ink: captureOf('wacom/stu-540/three-characters'),
              reports: [],
              cleared: 0,
              refused: 0,
              fingerSkipped: 'declined',
            },
            facts: {
              task: { taskId },
              stationId: enrolment.stationId,
              form: form.form,
              slot,
              basis,
              ...(fields.normalised === undefined ? {} : { normalised: fields.normalised }),
              reading: { pages: fields.pageCount, pagesShown: fields.pageCount, endReached: true },
              clock: { source: 'station', offsetMs: null },
              chain: { head: '00'.repeat(32), length: 1 },
              previousManifest: null,
              application: { name: 'InkWitness', version: '0', build: 'test' },
              timeZoneMinutes: 480,
            },
          },
          PORTS,
          trust,
        ),
      );
      await base.close();
      const ourFields = new Set(fields.fields.map((field) => field.fieldName));
      const services = servicesAt(url, caller, trust.anchors);
      must(await sealAct({ act, basePath: path, outPath, ourFields, withoutTime }, services, PORTS, trust));
      path = outPath;
    }
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
