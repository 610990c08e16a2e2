import { describe, expect, it } from 'vitest';
import { nodeDigest } from '../../platform/node';
import { must, toHex } from '../base';
import { EventChain, verifyEventChain } from './event-chain';

const AT = Date.UTC(2026, 10, 21, 6, 5, 0, 123);
const session = (): { lines: Uint8Array[]; chain: EventChain } => {
  const chain = new EventChain(nodeDigest);
  const kinds = ['task-received', 'page-shown', 'stroke-begun', 'confirmed'];
  const lines = kinds.map((kind, index) => must(chain.append({ atMs: AT + index, kind, data: { index } })).line);
  return { lines, chain };
};
const BROKEN = { ok: false, error: { code: 'EVIDENCE_CHAIN_BROKEN' } };

describe('event chain', () => {
  it('leads from line to line to its head', () => {
    const { lines, chain } = session();
    expect(verifyEventChain(lines, nodeDigest)).toEqual({ ok: true, value: chain.head });
    expect(chain.head).toEqual({ head: toHex(nodeDigest.hash('SHA-256', lines[3] as Uint8Array)), length: 4 });
  });

  it('goes on from a head read back', () => {
    const { lines, chain } = session();
    const resumed = new EventChain(nodeDigest, chain.head);
    lines.push(must(resumed.append({ atMs: AT, kind: 'sealed', data: {} })).line);
    expect(verifyEventChain(lines, nodeDigest)).toEqual({ ok: true, value: resumed.head });
  });

  it('breaks when a line is left out, exchanged, or changed', () => {
    const { lines } = session();
    const [a, b, c, d] = lines as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    expect(verifyEventChain([a, c, d], nodeDigest)).toMatchObject(BROKEN);
    expect(verifyEventChain([a, c, b, d], nodeDigest)).toMatchObject(BROKEN);
    expect(verifyEventChain([b, c, d], nodeDigest)).toMatchObject(BROKEN);
    const changed = new TextEncoder().encode(new TextDecoder().decode(b).replace('page-shown', 'page-shewn'));
    expect(verifyEventChain([a, changed, c, d], nodeDigest)).toMatchObject(BROKEN);
  });

  it('refuses lines that are canonical JSON but no event', () => {
    expect(verifyEventChain([new TextEncoder().encode('null')], nodeDigest)).toMatchObject(BROKEN);
    expect(verifyEventChain([new TextEncoder().encode('{"format":"InkWitness/event/1"}')], nodeDigest)).toMatchObject(
      BROKEN,
    );
  });
});
