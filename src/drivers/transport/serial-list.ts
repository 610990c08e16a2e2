/** A serial port that the operating system knows, with the USB ids of its adapter where it has one. */
export interface SerialPortInfo {
  readonly path: string;
  readonly vendorId?: number;
  readonly productId?: number;
  readonly serialNumber?: string;
}

/** Never fails: a system that cannot list its ports has none to offer. */
export async function listSerialPorts(): Promise<SerialPortInfo[]> {
  try {
    const { SerialPort } = await import('serialport');
    return (await SerialPort.list()).map(({ path, vendorId, productId, serialNumber }) => ({
      path,
      ...(vendorId ? { vendorId: Number.parseInt(vendorId, 16) } : {}),
      ...(productId ? { productId: Number.parseInt(productId, 16) } : {}),
      ...(serialNumber ? { serialNumber } : {}),
    }));
  } catch {
    return [];
  }
}
