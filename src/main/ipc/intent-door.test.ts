import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTENTS, type IntentName, type WindowName } from '../../contracts/ipc';
import { admitIntent } from './intent-door';
import { senderWindow } from './sender';

describe('intent door', () => {
  it('admits what the contract allows', () => {
    expect(admitIntent({ name: 'task.open', payload: { taskId: 't1' } }, 'bench', false)).toEqual({
      ok: true,
      value: { intent: { name: 'task.open', payload: { taskId: 't1' } }, from: 'bench' },
    });
  });

  it('every intent is refused from a window that is not in its list', () => {
    for (const name of Object.keys(INTENTS) as IntentName[]) {
      for (const window of ['bench', 'patient'] as const) {
        if ((INTENTS[name].from as readonly WindowName[]).includes(window)) continue;
        expect(admitIntent({ name, payload: {} }, window, false), name).toMatchObject({
          error: { code: 'IPC_WRONG_WINDOW' },
        });
      }
    }
  });

  it('on one screen the bench speaks for the patient, but nobody speaks for the bench', () => {
    expect(admitIntent({ name: 'ink.done', payload: {} }, 'bench', true)).toMatchObject({ value: { from: 'patient' } });
    expect(admitIntent({ name: 'ink.clear', payload: {} }, 'bench', true)).toMatchObject({ value: { from: 'bench' } });
    expect(admitIntent({ name: 'task.finish', payload: {} }, 'patient', true).ok).toBe(false);
  });

  it.each([
    [undefined, 'IPC_UNKNOWN_INTENT'],
    ['task.open', 'IPC_UNKNOWN_INTENT'],
    [{ name: 'toString' }, 'IPC_UNKNOWN_INTENT'],
    [{ name: '__proto__', payload: {} }, 'IPC_UNKNOWN_INTENT'],
    [{ name: 'task.open' }, 'IPC_BAD_PAYLOAD'],
    [{ name: 'task.open', payload: { taskId: 't', more: 1 } }, 'IPC_BAD_PAYLOAD'],
    [{ name: 'act.start', payload: { slot: 99 } }, 'IPC_BAD_PAYLOAD'],
    [{ name: 'act.stop', payload: { reason: 'because' } }, 'IPC_BAD_PAYLOAD'],
  ])('%j is %s', (message, code) => {
    expect(admitIntent(message, 'bench', false)).toMatchObject({ ok: false, error: { code } });
  });

  it('anything else is a code, never a throw', () => {
    fc.assert(fc.property(fc.anything(), (message) => void admitIntent(message, 'patient', true)));
  });
});

describe('sender', () => {
  const windowOf = (id: number): WindowName | undefined => (id === 7 ? 'bench' : undefined);
  const good = { webContentsId: 7, frameUrl: 'app://kiosk/index.html?window=bench', isTopFrame: true };
  it('is the window that main knows', () => {
    expect(senderWindow(good, windowOf)).toEqual({ ok: true, value: 'bench' });
  });
  it.each([
    [{ ...good, isTopFrame: false }, 'frame'],
    [{ ...good, frameUrl: undefined }, 'origin'],
    [{ ...good, frameUrl: 'app://kiosk.evil/index.html' }, 'origin'],
    [{ ...good, frameUrl: 'https://kiosk/' }, 'origin'],
    [{ ...good, webContentsId: 8 }, 'window'],
  ])('%j is refused', (facts, detail) => {
    expect(senderWindow(facts, windowOf)).toEqual({ ok: false, error: { code: 'IPC_WRONG_SENDER', detail } });
  });
});
