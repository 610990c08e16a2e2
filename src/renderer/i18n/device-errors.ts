import { type ErrorWords, KEPT_EN, KEPT_ZH_CN, words } from './error-words';

/** What is wrong with pads, finger pads, screens and displays. */
export const DEVICE_ERRORS_ZH_CN = {
  DISPLAY_GONE: words(KEPT_ZH_CN, '这块显示器不在了，或护士工作台没有别的显示器可用。', '请接好显示器，再选一次。'),
  DISPLAY_SET_ABOVE: words(KEPT_ZH_CN, '患者屏由医院统一指定，这里不能改。', '请信息科在设置 PatientDisplay 里更改。'),
  PAD_ABSENT: words(KEPT_ZH_CN, '没有接签字板。', '请把签字板插上，灯亮后会自动连上。'),
  PAD_LOST: words(
    '之前签的都在；这一次没写完的已作废。',
    '签字板在书写时断开了。',
    '请把签字板重新插紧，然后请对方再写一次。',
  ),
  PAD_WRONG: words(KEPT_ZH_CN, '接上的签字板不是支持的型号。', '请换一块签字板。'),
  PAD_: words(KEPT_ZH_CN, '签字板出了问题。', '请拔下签字板，等 5 秒再插上。'),
  FINGER_PAD_ABSENT: words('签名已经收好。', '没有接指纹板。', '请插上指纹板，或选“不按指印”。'),
  FINGER_: words('签名已经收好。', '指纹板出了问题。', '请拔下再插上，或选“不按指印”。'),
  SCREEN_LOST: words('签署停在原处，没有丢。', '患者屏幕断开了。', '请检查患者屏幕的电源和视频线。'),
  DEVICE_ABSENT: words(KEPT_ZH_CN, '设备没有接上。', '请把设备的线插紧，会自动连上。'),
  DEVICE_LOST: words(KEPT_ZH_CN, '设备断开了。', '请把设备的线重新插紧，几秒内会自动连上。'),
  DEVICE_ASLEEP: words(KEPT_ZH_CN, '电脑睡眠或锁屏时，设备已断开。', '电脑唤醒并解锁后，几秒内会自动连上。'),
  DEVICE_WRONG: words(KEPT_ZH_CN, '接上的不是支持的型号。', '请换一台设备。'),
  DEVICE_BUSY: words(KEPT_ZH_CN, '设备正被别的程序占用。', '请关掉其他签名软件；仍不行请联系信息科。'),
  DEVICE_NO_DRIVER: words(
    KEPT_ZH_CN,
    'Windows 为这台 USB 设备装了别的驱动。',
    '请联系信息科，为该设备安装 WinUSB 驱动（见 docs/devices.md）。',
  ),
  DEVICE_FORBIDDEN: words(KEPT_ZH_CN, '本机没有使用这台设备的权限。', '请联系信息科。'),
  DEVICE_NOT_LOCAL: words(KEPT_ZH_CN, '设置里填写的设备服务不在这台电脑上。', '请联系信息科：只能使用本机的设备服务。'),
  DEVICE_MODE_UNREACHABLE: words(
    KEPT_ZH_CN,
    '这台电脑的系统打不开这块手写板的专用模式。',
    '请直接在屏幕上签名，或换一块手写板；也可联系信息科。',
  ),
  DEVICE_HOST_CRASHED: words(
    '之前签的都在；这一次没写完的已作废。',
    '设备程序重新启动了。',
    '几秒后会自动连上，请对方再写一次。',
  ),
  DEVICE_HOST_DOWN: words(
    '之前签的都在；这一次没写完的已作废。',
    '设备程序一再停止，签字板和指纹板现在没有反应。',
    '请把签字板和指纹板都拔下，等半分钟，再一块一块插上；还不行请重启电脑，并告诉信息科。',
  ),
  DEVICE_: words(KEPT_ZH_CN, '设备出了问题。', '请拔下设备，等 5 秒再插上。'),
} as const satisfies Record<string, ErrorWords>;

export const DEVICE_ERRORS_EN: Record<keyof typeof DEVICE_ERRORS_ZH_CN, ErrorWords> = {
  DISPLAY_GONE: words(
    KEPT_EN,
    'This display is gone, or the bench has no other one.',
    'Connect the display and choose again.',
  ),
  DISPLAY_SET_ABOVE: words(
    KEPT_EN,
    'The hospital says which is the patient screen; it cannot be changed here.',
    'IT changes it in the setting PatientDisplay.',
  ),
  PAD_ABSENT: words(KEPT_EN, 'No signature pad is connected.', 'Plug it in; it connects by itself.'),
  PAD_LOST: words(
    'Earlier signatures are safe; the unfinished one was dropped.',
    'The pad came loose while writing.',
    'Plug it in again and let them sign once more.',
  ),
  PAD_WRONG: words(KEPT_EN, 'This pad is not a supported model.', 'Use another pad.'),
  PAD_: words(KEPT_EN, 'The signature pad has a problem.', 'Unplug it, wait 5 seconds, plug it in.'),
  FINGER_PAD_ABSENT: words(
    'The ink is safe.',
    'No finger pad is connected.',
    'Plug it in, or go on without a fingerprint.',
  ),
  FINGER_: words(
    'The ink is safe.',
    'The finger pad has a problem.',
    'Plug it in again, or go on without a fingerprint.',
  ),
  SCREEN_LOST: words(
    'Signing stands where it was.',
    'The patient screen came loose.',
    'Check its power and video cable.',
  ),
  DEVICE_ABSENT: words(KEPT_EN, 'The device is not connected.', 'Push its plug in; it connects by itself.'),
  DEVICE_LOST: words(KEPT_EN, 'The device came loose.', 'Plug it in again; it connects within seconds.'),
  DEVICE_ASLEEP: words(
    KEPT_EN,
    'The device was let go while the computer slept or was locked.',
    'It connects by itself, seconds after the computer is awake and unlocked.',
  ),
  DEVICE_WRONG: words(KEPT_EN, 'This is not a supported model.', 'Use another device.'),
  DEVICE_BUSY: words(KEPT_EN, 'Another program uses the device.', 'Close other signing software, or call IT.'),
  DEVICE_NO_DRIVER: words(
    KEPT_EN,
    'Windows uses another driver for this USB device.',
    'Please call IT: the device needs the WinUSB driver (docs/devices.md).',
  ),
  DEVICE_FORBIDDEN: words(KEPT_EN, 'This station may not use the device.', 'Please call IT.'),
  DEVICE_NOT_LOCAL: words(KEPT_EN, 'The settings name a device service on another machine.', 'Please call IT.'),
  DEVICE_MODE_UNREACHABLE: words(
    KEPT_EN,
    'This system cannot switch the tablet to its own reports.',
    'Sign on the screen, use another tablet, or call IT.',
  ),
  DEVICE_HOST_CRASHED: words(
    'Earlier signatures are safe; the unfinished one was dropped.',
    'The device program started again.',
    'It connects within seconds; let them sign once more.',
  ),
  DEVICE_HOST_DOWN: words(
    'Earlier signatures are safe; the unfinished one was dropped.',
    'The device program stops again and again; pad and finger pad do not answer.',
    'Unplug both, wait half a minute, plug them in one by one. If it stays so, restart the computer and tell IT.',
  ),
  DEVICE_: words(KEPT_EN, 'A device has a problem.', 'Unplug it, wait 5 seconds, plug it in.'),
};
