/** What Electron gives its utility process, over the pipe of a child of Node. Set before the product's own entry runs. */
const parentPort = {
  on: (_event: 'message', listener: (sent: { data: unknown; ports: never[] }) => void) =>
    process.on('message', ({ message }: { message: unknown }) => listener({ data: message, ports: [] })),
  postMessage: (message: unknown) => process.send?.({ message }),
};
Object.assign(process, { parentPort });
await import('../../../src/main/device-host/device-host-process');

export {};
