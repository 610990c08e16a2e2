import { type ErrorWords, HERE_EN, KEPT_EN, KEPT_ZH_CN, words } from './error-words';

/** What is wrong with trusted time, certificates and the data of signatures. */
export const TIME_ERRORS_ZH_CN = {
  CLOCK_UNTRUSTED: words(
    '签名已安全存在本机，不用重签。',
    '服务器的时钟现在不可信。',
    '时间恢复后会自动补上，请告诉信息科。',
  ),
  CERT_: words(
    '签名已安全存在本机，不用重签。',
    '证书服务没有接受这一步。',
    '会自动重试；一直不行请把编号告诉信息科。',
  ),
  TIME_PENDING: words(
    '签名已安全存在本机，不用重签。',
    '可信时间暂时取不到。',
    '取到后会自动补上；补上后再请下一位签这份表。',
  ),
  TIME_SOURCE_: words('签名已安全存在本机，不用重签。', '有一个时间服务连不上。', '会自动换下一个，可以继续工作。'),
  TIME_CLOSING: words(
    '签名已安全存在本机，不用重签。',
    '可信时间暂时取不到，最后会给整份文件盖时间戳。',
    '可以继续请下一位签。',
  ),
  TSP_: words('签名已安全存在本机，不用重签。', '可信时间暂时取不到。', '会自动重试，可以继续工作。'),
  CLOCK_WRONG: words(KEPT_ZH_CN, '本机时钟与服务器相差太多。', '请信息科校准本机时钟。'),
  PKI_: words('签名已安全存在本机。', '服务器给的证书没有通过检查。', '请不要重签，把编号告诉信息科。'),
  CMS_: words('签名已安全存在本机。', '签名数据没有通过检查。', '请不要重签，把编号告诉信息科。'),
  ASN1_: words('签名已安全存在本机。', '服务器送来的数据有损坏。', '会自动重试；一直不行请把编号告诉信息科。'),
} as const satisfies Record<string, ErrorWords>;

export const TIME_ERRORS_EN: Record<keyof typeof TIME_ERRORS_ZH_CN, ErrorWords> = {
  CLOCK_UNTRUSTED: words(
    HERE_EN,
    "The server's clock cannot be trusted now.",
    'The time is added later by itself; tell IT.',
  ),
  CERT_: words(
    HERE_EN,
    'The certificate service did not accept this step.',
    'It tries again by itself; if it stays so, tell IT the number.',
  ),
  TIME_PENDING: words(
    HERE_EN,
    'Trusted time cannot be had right now.',
    'It is added by itself; the next signer of this form waits for it.',
  ),
  TIME_SOURCE_: words(HERE_EN, 'A time service cannot be reached.', 'The next one is asked by itself; go on working.'),
  TIME_CLOSING: words(
    HERE_EN,
    'Trusted time cannot be had right now; a time-stamp over the whole form will close it.',
    'Go on with the next signer.',
  ),
  TSP_: words(HERE_EN, 'Trusted time cannot be had right now.', 'It tries again by itself; go on working.'),
  CLOCK_WRONG: words(KEPT_EN, "This station's clock is far from the server's.", 'Ask IT to set the clock.'),
  PKI_: words(
    HERE_EN,
    'A certificate from the server did not pass its check.',
    'Do not sign again; tell IT the number.',
  ),
  CMS_: words(HERE_EN, 'The signature data did not pass its check.', 'Do not sign again; tell IT the number.'),
  ASN1_: words(
    HERE_EN,
    'Data from the server is damaged.',
    'It tries again by itself; if it goes on, tell IT the number.',
  ),
};
