import type { Language } from '../../contracts/ipc';

type Both<T> = Readonly<Record<Language, T>>;
interface Cause {
  readonly cause: string;
  readonly toDo: string;
}

const said = (zh: string, en: string): Both<string> => ({ 'zh-CN': zh, en });
const cause = (zh: readonly [string, string], en: readonly [string, string]): Both<Cause> => ({
  'zh-CN': { cause: zh[0], toDo: zh[1] },
  en: { cause: en[0], toDo: en[1] },
});

/** What is said where there is nothing to do. */
export const GOOD = {
  runtime: said('{runtime}，{system}', '{runtime}, {system}'),
  modules: said('设备和签章模块都能加载', 'Modules of devices and sealing load'),
  'program-files': said('{count} 个程序文件齐全', 'All {count} files of the program are there'),
  'program-files-sound': said(
    '{count} 个程序文件与打包时一致',
    'All {count} files of the program are as they were packed',
  ),
  'from-source': said('从源代码运行，没有安装包', 'Run from source, not from a package'),
  settings: said('各来源的设置都可用', 'Every origin of settings is sound'),
  displays: said('患者屏已连接', 'The patient’s display is there'),
  'one-display': said('只有一块显示器，签署时交给患者', 'One display, which is handed over'),
  'no-displays-here': said('只有签署终端能检查显示器', 'Only the kiosk itself sees its displays'),
  pad: said('签字板 {name}，定义 {definition}', 'Signature pad {name}, definition {definition}'),
  'finger-pad': said('指纹板 {name}，定义 {definition}', 'Finger pad {name}, definition {definition}'),
  conformance: said('上次书写的符合度 {score}', 'Conformance of the last capture: {score}'),
  fonts: said('字库可用，含生僻字', 'The fonts are usable, rare characters too'),
  disk: said('可用 {room}', '{room} free'),
  journal: said('本机存有 {count} 份文件的记录', '{count} forms are kept here'),
  identity: said('本机密钥和登记可以读取', 'Key and enrolment of this kiosk are readable'),
  'key-sealed': said(
    '设备密钥由系统加密保管，只有终端程序能打开',
    'The device key is sealed by the system: only the kiosk opens it',
  ),
  'key-file': said('设备密钥是只有本账户可读的文件', 'The device key is a file that this account alone reads'),
  'only-the-kiosk': said(
    '设备密钥由系统加密，请在终端的自检里查看',
    'The device key is sealed: see the self-test of the kiosk itself',
  ),
  'only-the-kiosk-connects': said(
    '连接服务器的证书在系统证书库里，请在终端的自检里查看',
    'The certificate for the server lies in the system’s store: see the self-test of the kiosk itself',
  ),
  name: said('{host} 是 {address}', '{host} is {address}'),
  tcp: said('{host} 的 {port} 端口可以连接', 'Port {port} of {host} answers'),
  tls: said(
    '证书可信，{days} 天后到期（{protocol}）',
    'The certificate is trusted and ends in {days} days ({protocol})',
  ),
  'plain-http': said('服务器在本机，不加密', 'The server is on this machine, without TLS'),
  pin: said('公钥指纹相符', 'A key of the server is pinned'),
  'no-pins': said('没有设置公钥指纹', 'No pins are set'),
  api: said('服务器 {version} 正常', 'Server {version} is well'),
  clock: said('与服务器相差 {offset} 毫秒', '{offset} ms from the server'),
  enrolment: said('已登记为 {station}', 'Enrolled as {station}'),
  time: said('时间源 {source} 正常', 'Time source {source} gives the time'),
  scheme: said('inkwitness:// 链接由 {handler} 打开', 'inkwitness:// links are opened by {handler}'),
  'no-desktop': said('此系统没有链接登记', 'This system keeps no registry of links'),
  browsers: said('已设置：{browsers}', 'Set for: {browsers}'),
  'step-before': said('先解决“{step}”', '“{step}” comes first'),
} as const satisfies Record<string, Both<string>>;
export type GoodKey = keyof typeof GOOD;

/** What stands in the way, and what to do about it. */
export const CAUSES = {
  'runtime-old': cause(
    ['运行环境 {runtime} 太旧', '安装 {needed} 或更新的版本。'],
    ['The runtime {runtime} is too old', 'Install {needed} or newer.'],
  ),
  'modules-missing': cause(
    ['模块不能加载：{modules}', '修复安装（msiexec /fa），或检查杀毒软件是否隔离了文件。'],
    [
      'Modules do not load: {modules}',
      'Repair the installation (msiexec /fa); see whether a virus scanner took a file.',
    ],
  ),
  'program-files-missing': cause(
    ['缺少程序文件：{files}', '修复安装（msiexec /fa），或检查杀毒软件是否隔离了文件。'],
    [
      'Files of the program are missing: {files}',
      'Repair the installation (msiexec /fa); see whether a virus scanner took a file.',
    ],
  ),
  'program-files-changed': cause(
    [
      '程序文件被改动：{files}',
      '修复安装（msiexec /fa，或重新安装 deb）；没有人安装过更新时通知信息科：可能有人改动了程序。',
    ],
    [
      'Files of the program were changed: {files}',
      'Repair the installation (msiexec /fa, or install the deb again); if nobody updated it, tell IT: somebody may have changed it.',
    ],
  ),
  'program-files-strange': cause(
    ['程序文件夹里有不属于它的文件：{files}', '请信息科查明来源并移走；只有管理员能写入这个文件夹。'],
    [
      'In the program’s folder lie files that are not its own: {files}',
      'Let IT find out where they are from and move them away; only administrators can write there.',
    ],
  ),
  'program-list-missing': cause(
    ['没有程序文件清单，无法核对', '修复安装（msiexec /fa，或重新安装 deb）。'],
    ['The list of the program’s files is gone or damaged', 'Repair the installation (msiexec /fa, or the deb again).'],
  ),
  'setting-refused': cause(
    [
      '设置 {key} 的值不可用，未采用（来源：{origins}）',
      '按 docs/settings.md 改正；inkwitness doctor --settings 显示每项的来源。',
    ],
    [
      'A value of {key} is not what it must be and was passed over (from: {origins})',
      'Correct it as docs/settings.md says; inkwitness doctor --settings shows where each comes from.',
    ],
  ),
  'settings-unreadable': cause(
    ['设置读不出来：{what}', '改正所列的文件或设置项；在此之前终端不启动。'],
    ['Settings cannot be read: {what}', 'Correct the file or setting that is named; the kiosk does not open before.'],
  ),
  'display-lost': cause(
    ['患者屏断开了', '检查患者屏的电源和视频线。'],
    ['The patient’s display is gone', 'Look at its power and its video cable.'],
  ),
  'display-mirrored': cause(
    ['患者屏在复制护士屏', '在系统的显示设置里改为“扩展这些显示器”。'],
    ['The patient’s display mirrors the nurse’s', 'Choose “extend these displays” in the display settings.'],
  ),
  'display-not-found': cause(
    ['找不到设置里指定的患者屏', '接好该显示器，或改正设置 PatientDisplay。'],
    ['The display that PatientDisplay names is not there', 'Connect it, or correct the setting.'],
  ),
  'device-absent': cause(
    ['没有{device}', '接好 USB 线；串口设备要在设置 SerialPorts 里写明。正在运行的终端会占用设备。'],
    [
      'No {device}',
      'Connect its cable; a serial device has to be named in SerialPorts. A kiosk that is running has the devices.',
    ],
  ),
  'device-trouble': cause(
    ['{device}不能使用：{state}', '重新插拔；仍不行时查看代码的说明（docs/errors.md）。'],
    ['The {device} cannot be used: {state}', 'Unplug it and plug it in again; docs/errors.md explains the code.'],
  ),
  'conformance-low': cause(
    ['上次书写的符合度只有 {score}', '用 inkwitness trace record 和 trace score 查明原因；更换 USB 口或签字板。'],
    [
      'The conformance of the last capture was only {score}',
      'Find the reason with inkwitness trace record and trace score; try another port or pad.',
    ],
  ),
  'font-missing': cause(
    ['签名说明的字库不可用', '修复安装。没有字库不能签章。'],
    ['The font of captions is not usable', 'Repair the installation. Nothing can be sealed without it.'],
  ),
  'rare-characters': cause(
    ['缺少部分生僻字：{characters}', 'Windows 安装“中文（简体）补充字体”；Linux 安装 fonts-hanazono。'],
    [
      'Some rare characters are missing: {characters}',
      'Windows: add the optional feature “Chinese (Simplified) Supplemental Fonts”; Linux: install fonts-hanazono.',
    ],
  ),
  'disk-unknown': cause(
    ['数据目录还没有，或读不到', '启动一次终端；检查数据目录的权限。'],
    ['There is no data folder yet, or it cannot be read', 'Start the kiosk once; look at the rights of the folder.'],
  ),
  'disk-low': cause(
    ['只剩 {room}', '清理磁盘：低于 0.25 GiB 时不再开始签署。'],
    ['{room} left', 'Make room: below 0.25 GiB nothing new is begun.'],
  ),
  'journal-broken': cause(
    ['{count} 份记录读不出来', '不要删除，保留整个 journal 文件夹并联系厂商。'],
    ['{count} records cannot be read', 'Delete nothing; keep the folder journal whole and ask the maker.'],
  ),
  'identity-broken': cause(
    ['本机密钥或登记已损坏', '从备份恢复 device.key.pem 和 enrolment.json，或清除后用新的登记码登记。'],
    [
      'Key or enrolment of this kiosk is damaged',
      'Restore device.key.pem and enrolment.json, or remove them and enrol with a new code.',
    ],
  ),
  'never-started': cause(
    ['本机还没有启动过，没有密钥', '启动一次终端。'],
    ['This kiosk has never been started and has no key', 'Start the kiosk once.'],
  ),
  'key-both': cause(
    ['设备密钥已由系统加密，原文件还在', '再启动一次终端，原文件随后删除。'],
    ['The device key is sealed, its file is still there', 'Start the kiosk once more; the file goes then.'],
  ),
  'key-unsealed': cause(
    ['设备密钥是只有本账户可读的文件，没有系统加密', '检查系统的密钥保管（Windows DPAPI）后再启动终端。'],
    [
      'The device key is a file; no key store of the system seals it',
      'Look at the key store of the system (Windows DPAPI), then start the kiosk again.',
    ],
  ),
  'name-unknown': cause(
    ['名称 {host} 解析不了', '检查设置 ServerUrl 的拼写和本机的 DNS。'],
    ['The name {host} is not known', 'Look at the spelling of ServerUrl and at the DNS of this machine.'],
  ),
  'tcp-refused': cause(
    ['{host} 拒绝 {port} 端口的连接', '检查服务器是否在运行、端口是否正确。'],
    ['{host} refuses connections at port {port}', 'See whether the server runs, and whether the port is right.'],
  ),
  'tcp-silent': cause(
    ['{host} 的 {port} 端口没有应答', '检查网线、VLAN 和防火墙。'],
    ['Port {port} of {host} does not answer', 'Look at the cable, the VLAN and firewalls.'],
  ),
  'tls-ended': cause(
    ['服务器证书已过期', '更换服务器证书；也请检查本机的日期。'],
    ['The certificate of the server has ended', 'Renew it; look at the date of this machine, too.'],
  ),
  'tls-not-yet': cause(
    ['服务器证书尚未生效', '检查本机的日期和时间。'],
    ['The certificate of the server is not valid yet', 'Look at date and time of this machine.'],
  ),
  'tls-name': cause(
    ['服务器证书不是 {host} 的', '改正 ServerUrl，或换用含此名称的证书。'],
    [
      'The certificate of the server is not for {host}',
      'Correct ServerUrl, or give the server a certificate with this name.',
    ],
  ),
  'tls-issuer': cause(
    [
      '服务器证书的签发者不受信任',
      '把医院 CA 的根证书填入设置 ServerCa；服务器须同时发送中间证书；若有代理解密流量，请将终端排除。',
    ],
    [
      'The issuer of the server’s certificate is not trusted',
      'Put the root of the hospital’s CA into ServerCa; let the server send its intermediate certificates, too; exempt kiosks where a proxy opens TLS.',
    ],
  ),
  'tls-purpose': cause(
    ['服务器的证书不是服务器用途的证书', '换用含 serverAuth 用途（extendedKeyUsage）的证书。'],
    [
      'The certificate that the server shows is not for servers',
      'Give the server a certificate for serverAuth (extendedKeyUsage).',
    ],
  ),
  'tls-refused': cause(
    ['服务器中断了 TLS 握手', '查看服务器或代理是否要求终端出示证书（双向 TLS），以及双方的加密套件是否有共同项。'],
    [
      'The server broke the TLS handshake off',
      'See whether it, or a proxy, wants a certificate of the kiosk (mutual TLS), and whether both have a cipher suite in common.',
    ],
  ),
  'tls-broken': cause(
    ['TLS 握手失败', '检查该端口是否是 HTTPS，服务器是否支持 TLS 1.2 以上。'],
    ['The TLS handshake fails', 'See whether this port speaks HTTPS, and TLS 1.2 or newer.'],
  ),
  'tls-ends-soon': cause(
    ['服务器证书 {days} 天后到期', '到期前更换；设置了公钥指纹时先加入新的指纹。'],
    [
      'The certificate of the server ends in {days} days',
      'Renew it before; where pins are set, add the new one first.',
    ],
  ),
  'pin-differs': cause(
    ['服务器的公钥不在设置的指纹中', '证书换过就把新指纹加入 ServerPins；没有换过则可能有人截取连接，通知信息科。'],
    [
      'No key of the server is pinned',
      'If the certificate was changed, add its pin to ServerPins; if not, somebody may sit in the line: tell IT.',
    ],
  ),
  'certificate-missing': cause(
    [
      '服务器要求终端证书，连接上没有出示本机的证书',
      '用新的登记码重新登记以取得证书，或设置 ClientCertificate；终端与服务器之间的代理不要解密 TLS。',
    ],
    [
      'The server wants a certificate, and the connection does not show that of this kiosk',
      'Enrol the kiosk anew, it gets its certificate then, or set ClientCertificate; let no proxy open TLS on the way.',
    ],
  ),
  'certificate-none': cause(
    [
      '系统证书库里没有设置 ClientCertificate 所要的有效证书',
      '在终端所用账户的证书库里安装证书（Windows 为“当前用户\\个人”，Linux 为 ~/.pki/nssdb），再启动终端。',
    ],
    [
      'The system’s store has no valid certificate as ClientCertificate wants it',
      'Install it in the store of the kiosk’s account (Windows: Current User, Personal; Linux: ~/.pki/nssdb), then start the kiosk again.',
    ],
  ),
  'certificate-several': cause(
    ['系统证书库里有几张不同的证书符合设置 ClientCertificate', '在设置里加上 subject 或 sha256，只留下一张。'],
    [
      'Several certificates of the system’s store fit ClientCertificate',
      'Add subject or sha256 to the setting, so that one is left.',
    ],
  ),
  'certificate-refused': cause(
    [
      '服务器没有接受本机的证书',
      '检查证书是否由服务器信任的 CA 签发（config.json 的 kioskCa，或代理的设置），是否被吊销。',
    ],
    [
      'The server does not take the certificate of this machine',
      'See whether a CA issued it that the server trusts (kioskCa of config.json, or the proxy’s settings), and whether it was revoked.',
    ],
  ),
  'api-away': cause(
    ['服务器没有给出应答', '查看服务器日志；重启服务器。'],
    ['The server gives no answer', 'Look at its log; restart it.'],
  ),
  'api-other': cause(
    ['应答的不是签署服务器，或版本不同', '检查 ServerUrl；把服务器和终端升级到相同版本。'],
    [
      'What answers is not the signing server, or another version of it',
      'Look at ServerUrl; bring server and kiosk to the same version.',
    ],
  ),
  'server-unwell': cause(
    ['服务器自检不通过：{checks}', '查看服务器日志和磁盘。'],
    ['The server is not well: {checks}', 'Look at its log and its disk.'],
  ),
  'clock-wrong': cause(
    ['与服务器相差 {offset} 秒', '校准时钟（Windows 时间服务或 NTP）；超过 5 分钟请求会被拒绝。'],
    [
      '{offset} seconds from the server',
      'Set the clock (Windows Time or NTP); beyond five minutes requests are refused.',
    ],
  ),
  'not-enrolled': cause(
    [
      '本机还没有登记',
      '在服务器上运行 inkwitness enrol-codes，把为本机生成的文件放为 kiosk/enrolment.ini（或用安装参数 ENROLFILE）。',
    ],
    [
      'This kiosk is not enrolled',
      'Run inkwitness enrol-codes on the server; lay the file for this machine down as kiosk/enrolment.ini, or by ENROLFILE of the installer.',
    ],
  ),
  'not-accepted': cause(
    ['服务器不认本机', '在服务器上查看本站是否停用；必要时用新的登记码登记。'],
    [
      'The server does not accept this kiosk',
      'See on the server whether the station is frozen; enrol anew if need be.',
    ],
  ),
  'time-away': cause(
    ['时间源 {source} 给不出可信时间', '签署照常，时间稍后补上；查看 docs/runbooks 的“时间戳服务”。'],
    [
      'Time source {source} gives no time that holds',
      'Signing goes on, the time follows; see “The time-stamp service is away” in docs/runbooks.',
    ],
  ),
  'scheme-missing': cause(
    ['inkwitness:// 链接没有登记', '修复安装；Linux 用 xdg-mime default 登记。在此之前 HIS 打不开终端。'],
    [
      'inkwitness:// links are not registered',
      'Repair the installation; on Linux use xdg-mime default. The HIS cannot open the kiosk before.',
    ],
  ),
  'scheme-other': cause(
    ['inkwitness:// 链接由别的程序打开：{handler}', '修复安装，让链接指向 InkWitness。'],
    [
      'inkwitness:// links are opened by another program: {handler}',
      'Repair the installation, so that they lead to InkWitness.',
    ],
  ),
  'browsers-ask': cause(
    ['浏览器没有设置 AutoLaunchProtocolsFromOrigins', '护士每次都会被询问；按 docs/deploy 的样例设置策略。'],
    [
      'No browser has AutoLaunchProtocolsFromOrigins',
      'Nurses are asked each time; set the policy as docs/deploy shows.',
    ],
  ),
  'too-slow': cause(
    ['{seconds} 秒内没有结果', '再检查一次；仍然如此时查看网络或磁盘。'],
    ['No result within {seconds} s', 'Try again; if it stays so, look at the network or the disk.'],
  ),
  'not-examined': cause(
    ['检查本身出错', '导出结果并联系厂商。'],
    ['The examination itself failed', 'Export the result and ask the maker.'],
  ),
} as const satisfies Record<string, Both<Cause>>;
export type CauseKey = keyof typeof CAUSES;

/** Names inside sentences. */
export const NAMES = {
  pad: said('签字板', 'signature pad'),
  'finger-pad': said('指纹板', 'finger pad'),
} as const;
