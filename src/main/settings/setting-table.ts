import { z } from 'zod';
import { setting } from './setting';
import {
  display,
  hours,
  MAX_PORTS,
  namedPort,
  namedService,
  pem,
  pin,
  releaseKey,
  seconds,
  serverAddress,
  storeCertificate,
} from './setting-shapes';

/** Everything that a hospital sets for a kiosk. */
export const SETTINGS = {
  serverUrl: setting({
    name: 'ServerUrl',
    form: 'text',
    shape: serverAddress,
    initial: 'http://127.0.0.1:8790',
    property: 'SERVERURL',
    fromServer: false,
    strict: true,
    words: {
      'zh-CN': {
        title: '签署服务器地址',
        help: '以 https:// 开头，例如 https://consent.hospital.example。http 只允许用于本机。',
      },
      en: {
        title: 'Address of the signing server',
        help: 'Begins with https://, for example https://consent.hospital.example. http is allowed on this machine only.',
      },
    },
  }),
  stationName: setting({
    name: 'StationName',
    form: 'text',
    shape: z.string().trim().min(1).max(64),
    initial: undefined,
    property: 'STATIONID',
    fromServer: false,
    strict: false,
    words: {
      'zh-CN': { title: '本机名称', help: '登记到服务器时使用的名称，例如“ICU-3”。登记以后不再变动。' },
      en: {
        title: 'Name of this station',
        help: 'Under which it is enrolled, for example ICU-3. Fixed once enrolled.',
      },
    },
  }),
  serverCa: setting({
    name: 'ServerCa',
    form: 'lines',
    shape: pem,
    initial: undefined,
    fromServer: false,
    strict: true,
    words: {
      'zh-CN': {
        title: '服务器证书的根证书',
        help: 'PEM 格式。服务器证书由医院自己的 CA 签发时填写；填写以后只信任这里的证书，不再使用系统的证书库。',
      },
      en: {
        title: 'Certificates that the server is trusted by',
        help: 'PEM. Where the server has a certificate of the hospital’s own CA. Once set, only these are trusted and not those of the system.',
      },
    },
  }),
  serverPins: setting({
    name: 'ServerPins',
    form: 'lines',
    shape: z.array(pin).min(2).max(8),
    initial: undefined,
    fromServer: false,
    strict: true,
    words: {
      'zh-CN': {
        title: '服务器公钥指纹',
        help: '每行一个，形如 sha256/…（RFC 7469）。至少两个：正在使用的和备用的，以便更换证书时不中断。',
      },
      en: {
        title: 'Pins of the server’s keys',
        help: 'One a line, sha256/… (RFC 7469). Two at least: the one in use and one in reserve, so that changing the certificate cuts nobody off.',
      },
    },
  }),
  clientCertificate: setting({
    name: 'ClientCertificate',
    form: 'lines',
    shape: storeCertificate,
    initial: undefined,
    fromServer: false,
    strict: true,
    words: {
      'zh-CN': {
        title: '连接服务器使用的本机证书',
        help: '私钥留在系统证书库（例如 TPM）里。每行一个条件，须全部符合：issuer=签发者名称、subject=证书名称、sha256=证书指纹（十六进制）；至少写 issuer 或 sha256。找不到唯一的一张时不连接。',
      },
      en: {
        title: 'Certificate of this machine for the server',
        help: 'Its key stays in the system’s store (a TPM, for example). One condition a line, all must fit: issuer=name of the issuer, subject=name of the certificate, sha256=its fingerprint in hex; issuer or sha256 at least. Without exactly one the kiosk does not connect.',
      },
    },
  }),
  kioskMode: setting({
    name: 'KioskMode',
    form: 'switch',
    shape: z.boolean(),
    initial: false,
    property: 'KIOSKMODE',
    fromServer: true,
    strict: false,
    words: {
      'zh-CN': { title: '专用终端', help: '整台工作站只用于签署：护士窗口也不能离开。' },
      en: { title: 'The whole workstation is the kiosk', help: 'The nurse’s window cannot be left either.' },
    },
  }),
  language: setting({
    name: 'Language',
    form: 'choice',
    shape: z.enum(['zh-CN', 'en']),
    choices: ['zh-CN', 'en'],
    initial: 'zh-CN',
    property: 'LANGUAGE',
    fromServer: true,
    strict: false,
    words: {
      'zh-CN': { title: '启动时的语言', help: '护士随时可以在屏幕上改变。' },
      en: { title: 'Language at the start', help: 'The nurse can change it on the screen at any time.' },
    },
  }),
  logLevel: setting({
    name: 'LogLevel',
    form: 'choice',
    shape: z.enum(['info', 'warn', 'error']),
    choices: ['info', 'warn', 'error'],
    initial: 'info',
    property: 'LOGLEVEL',
    fromServer: true,
    strict: false,
    words: {
      'zh-CN': { title: '日志级别', help: '低于这个级别的事件不写入日志。日志里没有患者资料。' },
      en: {
        title: 'Level of the log',
        help: 'Events below it are not written. There is no data of patients in the log.',
      },
    },
  }),
  patientDisplay: setting({
    name: 'PatientDisplay',
    form: 'text',
    shape: display,
    initial: undefined,
    fromServer: false,
    strict: false,
    words: {
      'zh-CN': { title: '患者屏', help: '患者窗口只显示在这一块显示器上；填写显示器的名称。' },
      en: { title: 'Display of the patient', help: 'The label of the one display that may show the patient’s window.' },
    },
  }),
  support: setting({
    name: 'Support',
    form: 'text',
    shape: z.string().trim().min(1).max(120),
    initial: undefined,
    fromServer: true,
    strict: false,
    words: {
      'zh-CN': { title: '技术支持', help: '“关于”页上显示的联系方式，例如“信息科 8021（24 小时）”。' },
      en: { title: 'Support', help: 'Whom to call, as the page “About” shows it, for example: IT, extension 8021.' },
    },
  }),
  serialPorts: setting({
    name: 'SerialPorts',
    form: 'lines',
    shape: z.array(namedPort).max(MAX_PORTS),
    initial: [],
    fromServer: false,
    strict: false,
    words: {
      'zh-CN': {
        title: '串口设备',
        help: '每行一个：串口=设备定义，例如 COM3=wacom-stu-540。设备定义见 docs/devices.md。USB 设备不需要填写。',
      },
      en: {
        title: 'Devices at serial ports',
        help: 'One a line: port=definition, for example COM3=wacom-stu-540. Definitions are in docs/devices.md. USB devices are found by themselves.',
      },
    },
  }),
  padDrawingSeconds: setting({
    name: 'PadDrawingSeconds',
    form: 'text',
    shape: seconds,
    initial: 2,
    fromServer: true,
    strict: false,
    words: {
      'zh-CN': { title: '签字板画面的绘制时间', help: '秒。签字板上的画面最多可以用这么久；越久，颜色越多。' },
      en: {
        title: 'Time for a picture on a pad',
        help: 'Seconds that a picture on a pad with a screen may take: more shows more of it in colour.',
      },
    },
  }),
  services: setting({
    name: 'Services',
    form: 'lines',
    shape: z.array(namedService).max(MAX_PORTS),
    initial: [],
    fromServer: false,
    strict: false,
    words: {
      'zh-CN': {
        title: '本机的设备服务',
        help: '每行一个：地址=设备定义，例如 ws://127.0.0.1:30190=bridge-pen。只能是本机。见 docs/bridge-protocol.md。',
      },
      en: {
        title: 'Device services of this machine',
        help: 'One a line: address=definition, for example ws://127.0.0.1:30190=bridge-pen. This machine only. See docs/bridge-protocol.md.',
      },
    },
  }),
  encryptPen: setting({
    name: 'EncryptPen',
    form: 'switch',
    shape: z.boolean(),
    initial: false,
    fromServer: true,
    strict: true,
    words: {
      'zh-CN': { title: '签字笔数据加密', help: '签字板到本机的数据必须加密；做不到的签字板不使用。' },
      en: {
        title: 'The pen is encrypted on its cable',
        help: 'A pad that cannot do it is not used.',
      },
    },
  }),
  pointerAllowed: setting({
    name: 'PointerAllowed',
    form: 'switch',
    shape: z.boolean(),
    initial: false,
    fromServer: true,
    strict: false,
    words: {
      'zh-CN': { title: '允许在屏幕上签名', help: '没有签字板时可以用鼠标、手指或屏幕笔签名；证据等级较低。' },
      en: {
        title: 'Signing on the screen',
        help: 'Mouse, finger or a pen of the screen may sign where there is no pad; a lower grade of evidence.',
      },
    },
  }),
  updates: setting({
    name: 'Updates',
    form: 'choice',
    shape: z.enum(['off', 'quiet-hours', 'ask']),
    choices: ['off', 'quiet-hours', 'ask'],
    initial: 'ask',
    fromServer: true,
    strict: false,
    words: {
      'zh-CN': {
        title: '更新',
        help: 'off：不更新；quiet-hours：在安静时段自动安装；ask：先问护士（现在安装，或今晚再装）。没有填写更新公钥时不更新。签署进行中从不安装。',
      },
      en: {
        title: 'Updates',
        help: 'off; quiet-hours: installed in the quiet hours; ask: the nurse says now or tonight. None without release keys, never while a form is open.',
      },
    },
  }),
  quietHours: setting({
    name: 'QuietHours',
    form: 'text',
    shape: hours,
    initial: '22:00-05:00',
    fromServer: true,
    strict: false,
    words: {
      'zh-CN': { title: '安静时段', help: '本地时间，例如 22:00-05:00，可以跨过午夜。' },
      en: { title: 'Quiet hours', help: 'Local time, for example 22:00-05:00; may go over midnight.' },
    },
  }),
  releaseKeys: setting({
    name: 'ReleaseKeys',
    form: 'lines',
    shape: z.array(releaseKey).min(1).max(8),
    initial: undefined,
    fromServer: false,
    strict: true,
    words: {
      'zh-CN': {
        title: '更新公钥',
        help: '每行一个：P-256 公钥（SubjectPublicKeyInfo，base64）。只安装由其中一个签名的版本；服务器不能设置。',
      },
      en: {
        title: 'Release keys',
        help: 'One a line: a P-256 public key (SubjectPublicKeyInfo, base64). Only what one of them signed is installed; the server cannot set them.',
      },
    },
  }),
} as const;

export type SettingKey = keyof typeof SETTINGS;
export type Settings = {
  readonly [K in SettingKey]: z.infer<(typeof SETTINGS)[K]['shape']> | (typeof SETTINGS)[K]['initial'];
};
