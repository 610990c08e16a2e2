/** Pads as the tables tell them; of those whose range is not published, one that their screens suggest. */
export interface StuModel {
  readonly name: string;
  readonly productId: number;
  readonly serial?: string;
  readonly maxX: number;
  readonly maxY: number;
  readonly maxPressure: number;
  readonly screenWidth: number;
  readonly screenHeight: number;
  /** 0: not told. */
  readonly unitsPerInch: number;
  /** As told in the capability; 0: not told. */
  readonly encodingFlag: number;
  readonly optionModes: readonly number[];
  readonly takesAreas: boolean;
  readonly encryption: 1 | 2;
}

const LATER = {
  maxPressure: 1023,
  unitsPerInch: 2540,
  optionModes: [1, 2, 3],
  takesAreas: true,
  encryption: 2,
} as const;
const OLDER = { maxPressure: 1023, unitsPerInch: 0, encodingFlag: 0, takesAreas: false, encryption: 1 } as const;

export const STU_MODELS = {
  'wacom-stu-540': {
    ...LATER,
    name: '540',
    productId: 0xa8,
    serial: '8KAQS1000042',
    maxX: 10_800,
    maxY: 6480,
    screenWidth: 800,
    screenHeight: 480,
    encodingFlag: 0x0f,
  },
  'wacom-stu-530': {
    ...LATER,
    name: '530',
    productId: 0xa5,
    serial: '5JZQS00017',
    maxX: 10_800,
    maxY: 6480,
    screenWidth: 800,
    screenHeight: 480,
    encodingFlag: 0x0f,
  },
  'wacom-stu-430v': {
    ...LATER,
    name: '430V',
    productId: 0xa6,
    serial: '7GZQS00042',
    maxX: 9600,
    maxY: 6000,
    screenWidth: 320,
    screenHeight: 200,
    encodingFlag: 0x02,
  },
  'wacom-stu-430': {
    ...LATER,
    name: 'STU-430',
    productId: 0xa4,
    serial: '3GZQS00001',
    maxX: 9600,
    maxY: 6000,
    screenWidth: 320,
    screenHeight: 200,
    encodingFlag: 0x03,
  },
  'wacom-stu-500': {
    ...OLDER,
    name: '500',
    productId: 0xa1,
    maxX: 10_240,
    maxY: 7680,
    screenWidth: 640,
    screenHeight: 480,
    optionModes: [],
  },
  'wacom-stu-520a': {
    ...OLDER,
    name: 'STU-520',
    productId: 0xa3,
    maxX: 10_400,
    maxY: 6240,
    screenWidth: 800,
    screenHeight: 480,
    optionModes: [1],
  },
  'wacom-stu-300': {
    ...OLDER,
    name: 'STU-300',
    productId: 0xa2,
    maxX: 9900,
    maxY: 2500,
    screenWidth: 396,
    screenHeight: 100,
    optionModes: [],
  },
} as const satisfies Record<string, StuModel>;
