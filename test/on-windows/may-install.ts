/** Tests that write below HKEY_LOCAL_MACHINE or install: on a Windows where somebody said that it may be. CI and wine do. */
export const mayInstall = process.platform === 'win32' && process.env['INKWITNESS_TEST_INSTALLS'] === '1';
